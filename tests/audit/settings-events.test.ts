import { beforeAll, expect, test, vi } from 'vitest'
import { eventNames } from '@/lib/audit/event-names'
import type { AuditEventType } from '@/lib/audit/events'
import { listEvents } from '@/lib/audit/list-events'
import { usualDesk } from '@/lib/desk/desk-rules'
import { setDesk } from '@/lib/desk/set-desk'
import { setKeys } from '@/lib/desk/set-keys'
import { removeConnection } from '@/lib/detect/remove-connection'
import { setConnection } from '@/lib/detect/set-connection'
import { env } from '@/lib/env'
import { switchMatching } from '@/lib/known/switch-matching'
import { publishPolicy } from '@/lib/policies/publish-policy'
import { setTeamPolicy } from '@/lib/policies/set-team-policy'
import { archiveQueue } from '@/lib/queues/archive-queue'
import { listQueues } from '@/lib/queues/list-queues'
import { makeDefault } from '@/lib/queues/make-default'
import { orderQueues } from '@/lib/queues/order-queues'
import { saveQueue } from '@/lib/queues/save-queue'
import { setRouting } from '@/lib/queues/set-routing'
import { usualRules } from '@/lib/retention/retention-rules'
import { setRules } from '@/lib/retention/set-rules'
import { changeRole } from '@/lib/teams/change-role'
import { changeTeam } from '@/lib/teams/change-team'
import { changeWebhook } from '@/lib/webhooks/change-webhook'
import { createWebhook } from '@/lib/webhooks/create-webhook'
import { pauseWebhook } from '@/lib/webhooks/pause-webhook'
import { removeWebhook } from '@/lib/webhooks/remove-webhook'
import { useAuthSecret } from '../support/callbacks'
import { useTestDatabase } from '../support/database'
import { rules } from '../support/judging'
import { makeTeam, type TestTeam } from '../support/people'

useTestDatabase()
vi.mock('node:dns/promises', () => ({ default: { lookup: async () => [{ address: '198.51.100.7', family: 4 }] } }))
beforeAll(() => {
  useAuthSecret()
  env().ALLOWED_PRIVATE_HOSTS.push('api.test:8443', 'hook.test:8443')
})

/** What is set: an event of one of these nouns is shown below to carry before and after, or is said to need neither. */
const nouns = [
  ...['policy', 'queue', 'routing', 'desk', 'preferences', 'webhook', 'retention', 'detector', 'team', 'member'],
  ...['known_media', 'callback_secret', 'key', 'store'],
]

/** Each changes the setting by the product's own commands. */
const shown: Partial<Record<AuditEventType, (team: TestTeam) => Promise<unknown>>> = {
  async 'team.changed'({ admin }) {
    await changeTeam(admin, { name: `${admin.teamName} renamed` })
    await changeTeam(admin, { submitDefaults: { intelligence: true } })
    await changeTeam(admin, {
      submitDefaults: { intelligence: true, modality: 'audio', maxVideoSecs: 60, language: 'pt' },
    })
  },
  async 'member.role_changed'({ admin, moderator }) {
    await changeRole(admin, { memberId: moderator.memberId, role: 'manager' })
  },
  async 'policy.published'({ admin }) {
    const given = { name: 'People', words: 'Fakes go.', rules: rules() }
    const { policyId } = await publishPolicy(admin, given)
    await publishPolicy(admin, { ...given, policyId, basedOn: 1, words: 'Fakes stay.' })
  },
  async 'queue.changed'({ admin }) {
    const { queueId } = await saveQueue(admin, { name: 'Sound', ordering: 'oldest' })
    await saveQueue(admin, { queueId, name: 'Sound', description: 'What can be heard.', ordering: 'oldest' })
    const [main] = (await listQueues(admin, {})).filter(({ isDefault }) => isDefault)
    await makeDefault(admin, { queueId })
    await archiveQueue(admin, { queueId: main?.id ?? '' })
  },
  async 'queue.ordered'({ admin }) {
    await saveQueue(admin, { name: 'Sound', ordering: 'oldest' })
    const ids = (await listQueues(admin, {})).map(({ id }) => id)
    await orderQueues(admin, { queueIds: ids.reverse() })
  },
  async 'routing.changed'({ admin }) {
    const [main] = await listQueues(admin, {})
    await setRouting(admin, { seen: [], rules: [{ queueId: main?.id ?? '', conditions: {} }] })
  },
  async 'desk.changed'({ admin }) {
    await setDesk(admin, { ...usualDesk, grey: !usualDesk.grey })
    const { policyId } = await publishPolicy(admin, { name: 'People', words: 'Fakes go.', rules: rules() })
    await setTeamPolicy(admin, { policyId })
  },
  async 'preferences.changed'({ moderator }) {
    await setKeys(moderator, { keys: { next: 'w' } })
  },
  async 'retention.changed'({ admin }) {
    await setRules(admin, { ...usualRules, portalDefault: !usualRules.portalDefault })
  },
  async 'known_media.switched'({ admin }) {
    await switchMatching(admin, { matchCases: false })
    await switchMatching(admin, { matchCases: true })
  },
  async 'detector.changed'({ admin }) {
    await setConnection(admin, { use: 'remote', url: 'https://api.test:8443/api/v2', key: 'canary-key' })
    await removeConnection(admin, {})
  },
  async 'webhook.changed'({ admin }) {
    const webhookId = await aWebhook(admin)
    await changeWebhook(admin, { webhookId, url: 'https://hook.test:8443/x', events: ['case.purged'] })
    await pauseWebhook(admin, { webhookId, paused: true })
  },
  async 'webhook.removed'({ admin }) {
    await removeWebhook(admin, { webhookId: await aWebhook(admin) })
  },
}

const once = 'it happens once, from nothing; the event says what was made'
const deed = 'it changes no setting'
const own = 'it is a person’s own, and the event’s name says all there is to say'
/** Why an event of such a noun has neither. */
const exempt: Partial<Record<AuditEventType, string>> = {
  'team.created': once,
  'webhook.created': once,
  'key.created': once,
  'key.revoked': 'a key works, and then it does not; what it is is a secret',
  'callback_secret.rotated': 'a secret: neither the old one nor the new may stand in a trail',
  'policy.archived': 'in use, and then put away; its versions stay',
  'member.added': once,
  'member.invited': once,
  'member.joined': once,
  'member.invitation_revoked': 'open, and then not',
  'member.deactivated': 'let in, and then shut out',
  'member.reactivated': 'shut out, and then let in',
  'member.removed': 'there, and then gone; the event says why',
  'member.second_step_changed': 'it says before and after, which tests/access/second-step shows',
  'member.password_changed': 'a secret',
  'member.recovery_codes_renewed': 'secrets',
  'member.unlinked': 'it says that there is a link no more',
  'member.recovery_code_used': deed,
  'member.renamed': 'names of people are in no trail',
  'member.claims_handed_over': deed,
  'member.switched': deed,
  'member.signed_in': deed,
  'member.sign_in_failed': deed,
  'member.signed_out': deed,
  'member.sessions_ended': own,
  'member.proved': deed,
  'member.proof_failed': deed,
  'member.password_reset_asked': deed,
  'webhook.redriven': deed,
  'webhook.tested': deed,
  'webhook.delivered': deed,
  'webhook.failed': deed,
  'detector.tested': deed,
  'store.tested': deed,
  'known_media.judged': deed,
  'known_media.confirmed': deed,
  'known_media.refuted': deed,
  'known_media.expired': deed,
}

test('every event of a setting is shown to carry before and after, or said to need neither', () => {
  const types = (Object.keys(eventNames) as AuditEventType[]).filter((type) => nouns.includes(type.split('.')[0] ?? ''))
  expect(types.filter((type) => !(type in shown) && !(type in exempt))).toEqual([])
  expect(Object.keys(exempt).filter((type) => type in shown)).toEqual([])
})

test.each(Object.entries(shown))('%s', async (type, change) => {
  const team = await makeTeam()
  await change(team)
  const { entries } = await listEvents(team.admin, { types: [type as AuditEventType] })
  expect(entries.length).toBeGreaterThan(0)
  for (const { facts } of entries) {
    expect(facts).toHaveProperty('before')
    expect(facts).toHaveProperty('after')
    expect(JSON.stringify(facts.before)).not.toBe(JSON.stringify(facts.after))
  }
  // What is secret is on neither side.
  expect(JSON.stringify(entries)).not.toMatch(/canary-key|whsec_/)
})

async function aWebhook(admin: TestTeam['admin']): Promise<string> {
  const { webhookId } = await createWebhook(admin, { url: 'https://hook.test:8443/', events: ['decision.made'] })
  return webhookId
}
