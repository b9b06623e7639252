import '../support/data-folder'
import crypto from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { checkSignature, parseCheckpoint } from '@/lib/audit/checkpoint'
import { sealAll } from '@/lib/audit/seal-trail'
import { acceptedKeys, signingKey } from '@/lib/audit/signing-key'
import { inspectTrail, verifyTrail } from '@/lib/audit/verify-trail'
import { env, readSettings } from '@/lib/env'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { growTrail, patience, recordLooks } from '../support/trail'

const db = useTestDatabase()
let team: TestTeam

beforeEach(async () => {
  team = await makeTeam()
})

test('managers and operators verify, moderators and keys do not', async () => {
  for (const actor of [team.manager, team.admin, team.operator])
    expect(await verifyTrail(actor)).toMatchObject({ found: 0 })
  await expect(verifyTrail(team.moderator)).rejects.toThrow('does not allow')
  const key = { kind: 'api-key', teamId: team.teamId, keyId: crypto.randomUUID(), scopes: ['read'] } as const
  await expect(verifyTrail({ ...key, scopes: ['read'] })).rejects.toThrow('not allowed')
})

test('a verification is itself an event, with its result', async () => {
  await growTrail(team.worker, 5)
  const report = await verifyTrail(team.manager)
  const [event] =
    await db.owner`select facts, actor_id from audit_events where type = 'trail.verified' and team_id = ${team.teamId}`
  expect(event).toEqual({
    facts: { ok: true, entries: report.entries, checkpoints: 1, problems: 0 },
    actor_id: team.manager.memberId,
  })
})

test('what is new waits, what is old and not sealed is a problem', async () => {
  await growTrail(team.worker, 1)
  await recordLooks(team.worker, 2)
  expect(await inspectTrail(team.teamId)).toMatchObject({ found: 0, waiting: 2 })
  await db.owner`alter table audit_events disable trigger user`
  await db.owner`insert into audit_events (team_id, type, actor_kind, channel, facts, created_at)
    values (${team.teamId}, 'view.saved', 'worker', 'worker', '{}', now() - interval '1 hour')`
  const { problems } = await inspectTrail(team.teamId)
  expect(problems).toMatchObject([{ kind: 'not_sealed', says: expect.stringContaining('See that the worker runs') }])
  await db.owner`alter table audit_events enable trigger user`
})

test('an event that was changed before it was sealed', async () => {
  await recordLooks(team.worker, 1)
  await db.owner`alter table audit_events disable trigger user`
  await db.owner`update audit_events set channel = 'cli' where team_id = ${team.teamId} and type = 'case.viewed'`
  await db.owner`alter table audit_events enable trigger user`
  expect((await inspectTrail(team.teamId)).problems).toMatchObject([{ kind: 'entry_changed', position: null }])
})

test('a team without events, or without a seal, has no problem', async () => {
  await db.owner`insert into teams (name) values ('Nobody')`
  const [row] = await db.owner`select id from teams where name = 'Nobody'`
  expect(await inspectTrail(row!.id)).toMatchObject({ found: 0, entries: 0, mirrored: null })
  expect(await inspectTrail(team.teamId)).toMatchObject({ found: 0, entries: 0 })
})

test('with another AUTH_SECRET the former checkpoints are of an unknown key, until it is named', async () => {
  await growTrail(team.worker, 2)
  const settings = env()
  const [secret, former] = [settings.AUTH_SECRET, signingKey().publicKey.toString('base64')]
  try {
    settings.AUTH_SECRET = 'another secret for tests only, thirty-two characters'
    expect((await inspectTrail(team.teamId)).problems).toMatchObject([{ kind: 'key_unknown' }])
    // It goes on under the new key: what is new must be sealed, and the old is not forgotten.
    await recordLooks(team.worker, 1)
    expect(await sealAll(team.teamId, patience)).toBe(1)
    expect((await inspectTrail(team.teamId)).found).toBe(1)
    settings.TRAIL_FORMER_KEYS = [former]
    expect(await inspectTrail(team.teamId)).toMatchObject({ found: 0, checkpoints: 2 })
    const rows = await db.owner`select note from trail_checkpoints where team_id = ${team.teamId} order by size`
    expect(rows.map(({ note }) => checkSignature(parseCheckpoint(note)!, acceptedKeys()))).toEqual(['valid', 'valid'])
  } finally {
    settings.AUTH_SECRET = secret
    settings.TRAIL_FORMER_KEYS = []
  }
})

test('mails need a server that takes them', () => {
  const given = { TRAIL_MIRROR_EMAIL: 'keeper@example.test' }
  expect(() => readSettings(given as never)).toThrow('TRAIL_MIRROR_EMAIL needs SMTP_URL')
  const server = { ...given, SMTP_URL: 'smtps://name:word@mail.example.test' }
  expect(readSettings(server as never).SMTP_URL).toBe(server.SMTP_URL)
  expect(() => readSettings({ SMTP_URL: 'https://mail.example.test' } as never)).toThrow('SMTP_URL')
})

test('former keys are 32 bytes in base64', () => {
  const key = signingKey().publicKey.toString('base64')
  expect(readSettings({ TRAIL_FORMER_KEYS: ` ${key}, ${key}` } as never).TRAIL_FORMER_KEYS).toEqual([key, key])
  expect(() => readSettings({ TRAIL_FORMER_KEYS: 'short' } as never)).toThrow('TRAIL_FORMER_KEYS')
})
