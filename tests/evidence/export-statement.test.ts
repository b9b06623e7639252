import '../support/data-folder'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { POST as postStatement } from '@/app/api/cases/[number]/statement/route'
import { POST as postPeriod } from '@/app/api/decisions/statements/route'
import type { Actor, Member } from '@/lib/access/actor'
import { claimCase } from '@/lib/cases/claim-case'
import { decideCase } from '@/lib/cases/decide-case'
import { undoDecision } from '@/lib/cases/undo-decision'
import { DocketError } from '@/lib/errors'
import { Statement } from '@/lib/evidence/statement-schema'
import { useTestDatabase } from '../support/database'
import { anotherMember, asShown, decideAs, judgeBy, settle } from '../support/judging'
import { makeTeam, type TestTeam } from '../support/people'
import { openTestCase, openWaitingCase } from '../support/rows'

let signedIn: Member | null = null
vi.mock('@/lib/access/session', () => ({
  authenticateMember: async () => {
    if (!signedIn) throw new DocketError('unauthorized', 'You are signed out.')
    return signedIn
  },
}))

const db = useTestDatabase()
let team: TestTeam
beforeAll(async () => {
  team = await makeTeam()
})
beforeEach(() => {
  signedIn = team.manager
})

/** A decision that can still be taken back. */
async function decideJustNow(actor: Actor, reason = 'Nothing speaks against it.') {
  const { number, caseId } = await openWaitingCase(actor)
  await claimCase(actor, { caseId })
  const shown = await asShown(actor, caseId)
  const { decisionId } = await decideCase(actor, { caseId, finding: 'authentic', reason, ...shown })
  return { number, caseId, decisionId }
}

/** A decision that cannot be taken back any more. */
async function decide(actor: Actor, reason?: string) {
  const decided = await decideJustNow(actor, reason)
  await settle(db, decided.caseId)
  return decided
}

interface Sent {
  fields?: Record<string, string>
  origin?: string
}

function post({ fields = {}, origin = 'http://localhost:3000' }: Sent): Request {
  return new Request('http://localhost:3000/api/any', {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { origin },
  })
}

async function ask(number: number | string, sent: Sent = {}) {
  const answer = await postStatement(post(sent), { params: Promise.resolve({ number: String(number) }) })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

async function askPeriod(sent: Sent) {
  const answer = await postPeriod(post(sent))
  const bytes = Buffer.from(await answer.arrayBuffer())
  return { status: answer.status, headers: answer.headers, bytes, text: new TextDecoder().decode(bytes) }
}

const exportsOf = (caseId: string) =>
  db.owner`select facts, actor_id from audit_events where type = 'statement.exported' and case_id = ${caseId} order by id`

test('the statement of the decision that stands, as JSON, written into the trail', async () => {
  const { number, caseId, decisionId } = await decide(team.moderator)
  const { status, headers, text } = await ask(number)
  expect(status).toBe(200)
  expect(headers.get('cache-control')).toBe('private, no-store')
  expect(headers.get('content-disposition')).toContain(`case-${number}-statement-of-reasons.json`)
  const statement = Statement.parse(JSON.parse(text))
  expect(statement).toMatchObject({
    statement: { content_type: ['CONTENT_TYPE_IMAGE'], automated_decision: 'AUTOMATED_DECISION_PARTIALLY' },
    docket: { case: caseId, decision: decisionId, case_number: number },
  })
  expect(statement.statement.decision_facts).toContain('Nothing speaks against it.')
  expect(text).not.toContain(team.moderator.memberId)
  expect(text).not.toContain(team.moderator.name)
  expect(await exportsOf(caseId)).toMatchObject([
    { facts: { decisionId, format: 'json' }, actor_id: team.manager.memberId },
  ])
})

test('as CSV, with a reason that a spreadsheet must not run', async () => {
  const { number, caseId } = await decide(team.moderator, '=cmd|"/c calc"!A1, it says')
  const { headers, text } = await ask(number, { fields: { format: 'csv' } })
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
  const [header, line, ...rest] = text.split('\r\n')
  expect(header?.split(',')).toContain('automated_detection')
  expect(header?.split(',')).toContain('docket_article_17_open')
  expect(line).toContain(' =cmd|""/c calc""!A1, it says')
  expect(rest).toEqual([''])
  expect(await exportsOf(caseId)).toMatchObject([{ facts: { format: 'csv' } }])
})

test('a decision that was taken back can be asked for by its id, and stands no longer', async () => {
  const { number, caseId, decisionId } = await decideJustNow(team.moderator)
  await undoDecision(team.moderator, { caseId, decisionId })
  const refused = await ask(number)
  expect([refused.status, JSON.parse(refused.text).message]).toEqual([409, expect.stringContaining('no decision')])
  const { text } = await ask(number, { fields: { decision: decisionId } })
  expect(JSON.parse(text).docket.stands).toBe(false)
})

test('a case that was never decided has nothing to state, and nothing is written', async () => {
  const { number, caseId } = await openTestCase(team.moderator)
  expect((await ask(number)).status).toBe(409)
  expect(await exportsOf(caseId)).toEqual([])
})

test('who may not, from elsewhere, signed out, another team’s, unknown', async () => {
  const { number, decisionId } = await decide(team.moderator)
  signedIn = team.moderator
  expect((await ask(number)).status).toBe(403)
  expect((await askPeriod({ fields: { from: '2026-01-01', to: '2026-01-02' } })).status).toBe(403)
  signedIn = team.manager
  expect((await ask(number, { origin: 'https://elsewhere.test' })).status).toBe(403)
  expect((await ask(number, { fields: { format: 'pdf' } })).status).toBe(400)
  expect((await ask(number, { fields: { decision: 'x' } })).status).toBe(400)
  expect((await ask('07')).status).toBe(404)
  expect((await ask(999_999)).status).toBe(404)
  signedIn = (await makeTeam()).manager
  expect((await ask(number)).status).toBe(404)
  const own = await decide(signedIn)
  // A decision of another team is as unknown as one that never was.
  expect((await ask(own.number, { fields: { decision: decisionId } })).status).toBe(404)
  signedIn = null
  expect((await ask(number)).status).toBe(401)
})

test('a period: every decision of its days and of no other team, each written into the trail', async () => {
  const one = await makeTeam()
  signedIn = one.manager
  const first = await decide(one.moderator, 'one')
  const second = await decideJustNow(one.moderator, 'two')
  await undoDecision(one.moderator, { caseId: second.caseId, decisionId: second.decisionId })
  const today = new Date().toISOString().slice(0, 10)
  const lines = await askPeriod({ fields: { from: today, to: today, format: 'jsonl' } })
  expect(lines.headers.get('content-disposition')).toContain(`statements-of-reasons-${today}-to-${today}.jsonl`)
  const made = lines.text
    .split('\n')
    .filter(Boolean)
    .map((line) => Statement.parse(JSON.parse(line)))
  expect(made.map(({ docket }) => [docket.case_number, docket.stands])).toEqual([
    [first.number, true],
    [second.number, false],
  ])
  expect(await exportsOf(first.caseId)).toMatchObject([{ facts: { format: 'json' } }])
  const csv = await askPeriod({ fields: { from: today, to: today } })
  expect(csv.text.trimEnd().split('\r\n')).toHaveLength(3)
  // The mark by which spreadsheets know UTF-8.
  expect(csv.bytes.subarray(0, 3).toString('hex')).toBe('efbbbf')
  const none = await askPeriod({ fields: { from: '2020-01-01', to: '2020-12-31' } })
  expect(none.text.split('\r\n')).toEqual([expect.stringMatching(/^docket_case_number,/), ''])
})

test('a period that is none is refused with a sentence', async () => {
  const turned = await askPeriod({ fields: { from: '2026-02-01', to: '2026-01-01' } })
  expect([turned.status, JSON.parse(turned.text).message]).toEqual([400, expect.stringContaining('ends before')])
  expect((await askPeriod({ fields: { from: 'soon', to: '2026-01-01' } })).status).toBe(400)
  expect((await askPeriod({ fields: {} })).status).toBe(400)
})

test('more decisions than are read at a time', async () => {
  const many = await makeTeam()
  signedIn = many.manager
  const { caseId } = await decide(many.moderator)
  // The same event again and again: what is counted here are lines.
  await db.owner`insert into audit_events (team_id, type, actor_kind, actor_id, channel, case_id, facts, created_at)
    select team_id, type, actor_kind, actor_id, channel, case_id, facts, created_at from audit_events, generate_series(1, 230)
    where type = 'case.decided' and case_id = ${caseId}`
  const today = new Date().toISOString().slice(0, 10)
  const { text } = await askPeriod({ fields: { from: today, to: today } })
  expect(text.trimEnd().split('\r\n')).toHaveLength(232)
  expect(await exportsOf(caseId)).toHaveLength(231)
})

test('a decision that somebody else has to look at first has no statement yet, but by its id', async () => {
  const own = await makeTeam()
  signedIn = own.manager
  await judgeBy(db, own, { fourEyes: 'always' })
  const { number, decisionId } = await decide(own.moderator)
  const { status, text } = await ask(number)
  expect(status).toBe(409)
  expect(text).toContain('Somebody else has to look')
  const asked = await ask(number, { fields: { decision: decisionId } })
  expect(JSON.parse(asked.text).docket).toMatchObject({ stands: false, awaits_second_look: true })
})

test('a decision that can still be taken back has no statement, by its id neither, and nothing is written', async () => {
  const { number, caseId, decisionId } = await decideJustNow(team.moderator)
  for (const fields of [{}, { format: 'csv' }, { decision: decisionId }]) {
    const { status, text } = await ask(number, { fields })
    expect([status, JSON.parse(text).message]).toEqual([
      409,
      expect.stringMatching(/taken back for another \d+ second/),
    ])
  }
  expect(await exportsOf(caseId)).toEqual([])
  await settle(db, caseId)
  expect(JSON.parse((await ask(number)).text).docket).toMatchObject({ decision: decisionId, stands: true })
})

test('a period is without what can still be taken back, and has it once that is over', async () => {
  const own = await makeTeam()
  signedIn = own.manager
  const early = await decideJustNow(own.moderator, 'one')
  const settled = await decide(own.moderator, 'two')
  const today = new Date().toISOString().slice(0, 10)
  const numbers = async () => {
    const { text } = await askPeriod({ fields: { from: today, to: today, format: 'jsonl' } })
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line).docket.case_number)
  }
  expect(await numbers()).toEqual([settled.number])
  expect(await exportsOf(early.caseId)).toEqual([])
  await settle(db, early.caseId)
  expect(await numbers()).toEqual([early.number, settled.number])
})

test('a second look that can still be taken back changes nothing of what the first decision says', async () => {
  const own = await makeTeam()
  signedIn = own.manager
  await judgeBy(db, own, { fourEyes: 'always' })
  const { number, caseId, decisionId } = await decide(own.moderator)
  const second = await decideAs(await anotherMember(own, 'Sam'), caseId, 'synthetic')
  expect((await ask(number)).status).toBe(409)
  const before = await ask(number, { fields: { decision: decisionId } })
  expect(JSON.parse(before.text).docket).toMatchObject({ stands: false, replaced_by: null, awaits_second_look: true })
  expect(before.text).not.toContain(second.decisionId)
  await settle(db, caseId)
  const after = await ask(number, { fields: { decision: decisionId } })
  expect(JSON.parse(after.text).docket).toMatchObject({ replaced_by: second.decisionId, awaits_second_look: false })
  expect(JSON.parse((await ask(number)).text).docket).toMatchObject({ decision: second.decisionId, stands: true })
})
