import '../support/data-folder'
import crypto from 'node:crypto'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { partOf, readInsightFilter } from '@/components/insights/insight-filter'
import type { Actor, Member, Role } from '@/lib/access/actor'
import { assertProved } from '@/lib/access/assert-proved'
import { authorise, needsProof } from '@/lib/access/authorise'
import { createApiKey } from '@/lib/access/create-api-key'
import { makeResetLink } from '@/lib/access/make-reset-link'
import { type Permission, permissions, type Rule } from '@/lib/access/permissions'
import { revokeApiKey } from '@/lib/access/revoke-api-key'
import { exportEntries } from '@/lib/audit/export-entries'
import { rotateSecret } from '@/lib/callbacks/rotate-secret'
import { decideCase } from '@/lib/cases/decide-case'
import { withdrawCase } from '@/lib/cases/withdraw-case'
import { setConnection } from '@/lib/detect/set-connection'
import { env } from '@/lib/env'
import { exportBundle } from '@/lib/evidence/export-bundle'
import { exportPeriod } from '@/lib/evidence/export-period'
import { exportStatement } from '@/lib/evidence/export-statement'
import { exportChart } from '@/lib/insights/export-chart'
import { exportList } from '@/lib/known/export-list'
import { importList } from '@/lib/known/import-list'
import { answerErasure } from '@/lib/retention/answer-erasure'
import { endHold } from '@/lib/retention/end-hold'
import { orderPurge } from '@/lib/retention/order-purge'
import { purgeCase } from '@/lib/retention/purge-case'
import { noteReceiptExport } from '@/lib/retention/read-receipt'
import { requestErasure } from '@/lib/retention/request-erasure'
import { setHold } from '@/lib/retention/set-hold'
import { setRules } from '@/lib/retention/set-rules'
import { addMember } from '@/lib/teams/add-member'
import { changeRole } from '@/lib/teams/change-role'
import { changeTeam } from '@/lib/teams/change-team'
import { createTeam } from '@/lib/teams/create-team'
import { deactivateMember } from '@/lib/teams/deactivate-member'
import { inviteMember } from '@/lib/teams/invite-member'
import { leaveTeam } from '@/lib/teams/leave-team'
import { removeMember } from '@/lib/teams/remove-member'
import { createWebhook } from '@/lib/webhooks/create-webhook'
import { useAuthSecret } from '../support/callbacks'
import { useTestDatabase } from '../support/database'
import { settle } from '../support/judging'
import { openKeptCase } from '../support/kept-case'
import { makeTeam, password, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'
import { stale } from '../support/stale'
import { passDeadline } from '../support/zero-retention'

const db = useTestDatabase()
let team: TestTeam
beforeAll(async () => {
  env().DATABASE_APP_URL = db.appUrl
  useAuthSecret()
  team = await makeTeam()
})

type Table = typeof permissions
type Asked = { [P in Permission]: Table[P] extends { proof: true } ? P : never }[Permission]
/** Prepares something, and answers what is then done by whoever it is given. */
type Act = () => Promise<(as: Member) => Promise<unknown>>

const reason = 'because it has to be'
const some = () => crypto.randomBytes(4).toString('hex')
const kept = () => openKeptCase(team.moderator)

async function all(pieces: AsyncGenerator<unknown>): Promise<void> {
  for await (const piece of pieces) if (piece === undefined) throw new Error('nothing came')
}

const newcomer = (role: Role) =>
  addMember(team.operator, { email: `${some()}@example.test`, name: 'New', password, role })

async function decided() {
  const opened = await kept()
  await decideCase(team.moderator, { caseId: opened.caseId, finding: 'authentic', reason })
  await settle(db, opened.caseId)
  return opened
}

/** What is really done under each permission that asks; a new one without an act here does not compile. */
const acts: Record<Asked, Record<string, Act>> = {
  'case.withdraw': {
    async withdraw() {
      const { detectionId } = await kept()
      return (as) => withdrawCase(as, { uuid: detectionId })
    },
  },
  'callback.manage': { 'replace the secret': async () => (as) => rotateSecret(as, {}) },
  'detector.manage': { choose: async () => (as) => setConnection(as, { use: 'builtin', url: null, key: null }) },
  'audit.export': {
    'the trail': async () => (as) => all(exportEntries(as, { format: 'csv', narrowing: {}, query: '' })),
    async 'a bundle'() {
      const { number } = await kept()
      return (as) => exportBundle(as, { number })
    },
    async 'a statement'() {
      const { number } = await decided()
      return (as) => exportStatement(as, { number, format: 'json', decisionId: null })
    },
    'statements of a period': async () => (as) =>
      all(exportPeriod(as, { from: new Date(0), until: new Date(), format: 'csv' })),
    async 'a receipt'() {
      const { caseId, job } = await openKeptCase(team.moderator, { zeroRetention: true })
      await passDeadline(db, caseId)
      await purgeCase(job)
      return (as) => noteReceiptExport(as, { caseId })
    },
  },
  'known.export': {
    async 'a list'() {
      const text = `hash,kind,what,label\n${'cd'.repeat(32)},sha256,fake,x`
      const list = { name: some(), source: '', licence: '', otherwise: 'fake' as const, text }
      await importList(team.admin, list)
      const [row] = await db.owner<{ id: string }[]>`select id from known_lists where name = ${list.name}`
      return (as) => exportList(as, { listId: row?.id ?? '' })
    },
  },
  'insights.export': {
    async 'a chart'() {
      const part = partOf(readInsightFilter({}), new Date())
      return (as) => exportChart(as, { chart: 'volume', part })
    },
  },
  'webhook.manage': {
    create: async () => (as) => createWebhook(as, { url: 'https://93.184.215.14/hook', events: ['decision.made'] }),
  },
  'retention.purge': {
    async order() {
      const { caseId } = await kept()
      return (as) => orderPurge(as, { caseId, reason })
    },
  },
  'retention.erase': {
    async ask() {
      const { caseId } = await kept()
      return (as) => requestErasure(as, { caseId, reason })
    },
    async 'confirm somebody else’s'() {
      const { requestId } = await requestErasure(team.manager, { caseId: (await kept()).caseId, reason })
      return (as) => answerErasure(as, { requestId, confirm: true })
    },
  },
  'retention.hold': {
    async hold() {
      const { caseId } = await kept()
      return (as) => setHold(as, { caseId, reason })
    },
    async 'end a hold'() {
      const { caseId } = await kept()
      await setHold(team.manager, { caseId, reason })
      return (as) => endHold(as, { caseId, reason })
    },
  },
  'retention.manage': {
    change: async () => (as) =>
      setRules(as, { portalDefault: true, portalRule: false, portalWindow: 5, apiWindow: 5, keepSeenHash: false }),
  },
  'member.add': {
    add: async () => (as) =>
      addMember(as, { email: `${some()}@example.test`, name: 'New', password, role: 'moderator' }),
  },
  'member.manage': {
    invite: async () => (as) => inviteMember(as, { role: 'moderator' }),
    async 'change a role'() {
      const { memberId } = await newcomer('moderator')
      return (as) => changeRole(as, { memberId, role: 'manager' })
    },
    async 'shut out'() {
      const { memberId } = await newcomer('moderator')
      return (as) => deactivateMember(as, { memberId, claimsTo: null })
    },
    async remove() {
      const { memberId } = await newcomer('moderator')
      return (as) => removeMember(as, { memberId, claimsTo: null })
    },
    async 'a link to a new password'() {
      const { memberId } = await newcomer('moderator')
      return (as) => makeResetLink(as, { memberId })
    },
  },
  'team.manage': { rename: async () => (as) => changeTeam(as, { name: `Team ${some()}` }) },
  'team.create': { create: async () => (as) => createTeam(as, { name: `Team ${some()}` }) },
  'key.create': { create: async () => (as) => createApiKey(as, { name: some(), scopes: ['read'] }) },
  'key.revoke': {
    async revoke() {
      const { keyId } = await createApiKey(team.admin, { name: some(), scopes: ['read'] })
      return (as) => revokeApiKey(as, { keyId })
    },
  },
  // The last one: nothing is done afterwards by whoever has left.
  'team.leave': {
    async leave() {
      await newcomer('admin')
      return (as) => leaveTeam(as, { claimsTo: null })
    },
  },
}

const named = Object.entries(acts).flatMap(([permission, some]) =>
  Object.entries(some).map(([name, prepare]) => ({ permission, name, prepare })),
)

/** Entries of the trail, of whichever team. */
async function entries(): Promise<number> {
  const [row] = await db.owner<{ found: number }[]>`select count(*)::int as found from audit_events`
  return row?.found ?? 0
}

describe('who has not confirmed who they are is refused, and nothing is done', () => {
  test.each(named)('$permission: $name', async ({ prepare }) => {
    const act = await prepare()
    const before = await entries()
    await expectRefusal(act(stale(team.admin)), 'proof_required', /Nothing was done/)
    expect(await entries()).toBe(before)
    await act(team.admin)
    expect(await entries()).toBeGreaterThan(before)
  })
})

test('only what is in the table asks, and only people are asked', () => {
  const others: Actor[] = [team.operator, team.worker]
  const late = stale(team.admin)
  for (const permission of Object.keys(permissions) as Permission[]) {
    const rule: Rule = permissions[permission]
    expect(needsProof(late, permission), permission).toBe(rule.proof === true)
    for (const actor of others) expect(needsProof(actor, permission)).toBe(false)
    expect(needsProof({ kind: 'api-key', teamId: '', keyId: '', scopes: ['delete'] }, permission)).toBe(false)
  }
})

test('the work of every day never asks', () => {
  const asking = (Object.keys(permissions) as Permission[]).filter((permission) =>
    needsProof(stale(team.admin), permission),
  )
  for (const daily of ['case.', 'queue.', 'note', 'policy.', 'desk.', 'view.', 'feedback.', 'health.'])
    expect(asking.filter((permission) => permission.startsWith(daily) && permission !== 'case.withdraw')).toEqual([])
  for (const permission of asking) expect(permission).not.toMatch(/\.read$/)
})

test('a role that may not is told that, and not asked for its password', () => {
  expect(() => authorise(stale(team.moderator), 'key.create')).toThrow(/role does not allow/)
})

afterEach(() => {
  env().STEP_UP_MINUTES = 10
})

test('ten minutes to the second, or as many as the settings say', () => {
  const after = (seconds: number) => needsProof(stale(team.admin, seconds / 60), 'key.create')
  expect([after(598), after(602)]).toEqual([false, true])
  env().STEP_UP_MINUTES = 1
  expect([after(58), after(62)]).toEqual([false, true])
})

test('a download that would be refused on its way is asked for before it begins', () => {
  const ask = (seconds: number, permission: string = 'audit.export') =>
    assertProved(stale(team.admin, seconds / 60), { permission: permission as Permission })
  expect(() => ask(565)).not.toThrow()
  expect(() => ask(575)).toThrow(/Confirm first/)
  expect(() => ask(3600, 'case.read')).not.toThrow()
  expect(() => ask(0, 'no.such')).toThrow()
  expect(() => assertProved(team.moderator, { permission: 'audit.export' })).toThrow(/role does not allow/)
})
