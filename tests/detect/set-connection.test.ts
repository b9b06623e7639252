import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { createApiKey } from '@/lib/access/create-api-key'
import { unseal } from '@/lib/access/seal'
import { withTeam } from '@/lib/db/client'
import { readDetectors } from '@/lib/detect/read-connection'
import { readConnectionStatus } from '@/lib/detect/read-connection-status'
import { removeConnection } from '@/lib/detect/remove-connection'
import { setConnection } from '@/lib/detect/set-connection'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { useAuthSecret } from '../support/callbacks'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()
const key = 'canary-key-5d1f0c'
const allowed = 'detect.test:8443'
const url = `https://${allowed}/api/v2`
let team: TestTeam
let stranger: TestTeam

vi.mock('node:dns/promises', () => ({ default: { lookup: async () => [{ address: '198.51.100.7', family: 4 }] } }))

beforeAll(async () => {
  useAuthSecret()
  team = await makeTeam()
  stranger = await makeTeam()
  env().ALLOWED_PRIVATE_HOSTS.push(allowed, 'other.test:8443')
})
beforeEach(async () => {
  await db.owner`delete from detector_connections`
})
afterEach(() => {
  delete env().DETECT_API_URL
  delete env().DETECT_API_KEY
})

const status = (actor: Actor = team.admin) => readConnectionStatus(actor, {})
const detectors = (teamId = team.teamId) => withTeam(teamId, (tx) => readDetectors(tx, teamId))
const changes = () => db.owner<{ facts: Record<string, unknown>; actor_id: string }[]>`
  select facts, actor_id from audit_events where type = 'detector.changed' order by id`

function serverHasItsOwn(): void {
  env().DETECT_API_URL = 'https://api.example.com/'
  env().DETECT_API_KEY = 'the server’s'
}

test('a team without a choice uses the built-in engine, or this server’s connection where there is one', async () => {
  expect(await status()).toMatchObject({ use: 'builtin', host: null, connectionOf: null, chosen: false, ownUrl: null })
  serverHasItsOwn()
  expect(await status()).toMatchObject({ use: 'remote', host: 'api.example.com', connectionOf: 'instance' })
  expect((await detectors()).connection).toMatchObject({ url: 'https://api.example.com/api/v2', ofInstance: true })
})

test('a team’s own connection is kept with its key sealed, and told by its host alone', async () => {
  expect(await setConnection(team.admin, { use: 'remote_then_builtin', url: `${url}//`, key })).toEqual({
    host: allowed,
  })
  const [row] = await db.owner`select * from detector_connections where team_id = ${team.teamId}`
  expect(row?.url).toBe(url)
  expect(JSON.stringify(row)).not.toContain(key)
  expect(unseal(row?.key_sealed, `detector key of ${team.teamId}`)).toBe(key)
  expect(() => unseal(row?.key_sealed, `detector key of ${stranger.teamId}`)).toThrow()
  expect(await detectors()).toEqual({ use: 'remote_then_builtin', connection: { url, key, ofInstance: false } })
  expect((await changes()).at(-1)).toMatchObject({
    actor_id: team.admin.memberId,
    facts: {
      before: { use: 'builtin', host: null },
      after: { use: 'remote_then_builtin', host: allowed },
      keyReplaced: true,
    },
  })
})

test('the key is in no answer, event, job or log line', async () => {
  const lines: unknown[] = []
  const levels = ['info', 'warn', 'error', 'debug'] as const
  const spies = levels.map((level) => vi.spyOn(log, level).mockImplementation((...line) => void lines.push(line)))
  const answers = [
    await setConnection(team.admin, { use: 'remote', url, key }),
    await status(),
    await setConnection(team.admin, { use: 'remote', url: 'ftp://x', key }).catch((error: Error) => error.message),
    await removeConnection(team.admin, {}),
  ]
  for (const spy of spies) spy.mockRestore()
  const rows = await db.owner`select facts from audit_events`
  const jobs = await db.owner`select data from pgboss.job`
  expect(JSON.stringify([answers, lines, rows, jobs])).not.toContain('canary')
})

test.each([
  ['https://detect.test:8443', url],
  ['https://detect.test:8443/', url],
  ['https://detect.test:8443/api', url],
  ['https://detect.test:8443/api/v2/', url],
  ['https://detect.test:8443/gateway/v2/', 'https://detect.test:8443/gateway/v2'],
])('the address %s means %s', async (given, kept) => {
  await setConnection(team.admin, { use: 'remote', url: given, key })
  expect((await status()).ownUrl).toBe(kept)
})

test.each([
  ['http://example.com/api/v2', /does not begin with https/],
  ['https://127.0.0.1/api/v2', /not publicly reachable/],
  ['https://docket.internal/api/v2', /not publicly reachable/],
  ['https://169.254.169.254/api/v2', /cloud’s internal service/],
  ['https://example.com:8080/api/v2', /port 8080/],
  ['https://me:secret@example.com/api/v2', /the key has a field of its own/],
  ['https://detect.test:8443/api/v2?key=x', /question mark/],
  ['https://resolves-to-documentation.example.com/', /not publicly reachable/],
  ['example.com', /no complete web address/],
])('%s is refused at its field, and nothing is kept', async (given, says) => {
  const refused = setConnection(team.admin, { use: 'remote', url: given, key })
  await expectRefusal(refused, 'bad_request', says)
  await expect(refused).rejects.toMatchObject({ fields: { url: [expect.any(String)] } })
  expect(await status()).toMatchObject({ chosen: false })
})

test('an empty key keeps the one there is, but never for another address', async () => {
  await expectRefusal(setConnection(team.admin, { use: 'remote', url, key: null }), 'bad_request', /needs a key/)
  await setConnection(team.admin, { use: 'remote', url, key })
  await setConnection(team.admin, { use: 'builtin_then_remote', url: `${url}/`, key: null })
  expect(await detectors()).toMatchObject({ use: 'builtin_then_remote', connection: { key } })
  expect((await changes()).at(-1)?.facts).toMatchObject({ keyReplaced: false })
  const elsewhere = setConnection(team.admin, { use: 'remote', url: 'https://other.test:8443', key: null })
  await expectRefusal(elsewhere, 'bad_request', /belongs to another address/)
  await expect(elsewhere).rejects.toMatchObject({ fields: { key: [expect.any(String)] } })
  expect((await status()).ownUrl).toBe(url)
  await expectRefusal(setConnection(team.admin, { use: 'remote', url, key: 'two words' }), 'bad_request', /key/)
})

test('an API must be connected before it is used, and may be connected without being used', async () => {
  const without = setConnection(team.admin, { use: 'remote', url: null, key: null })
  await expectRefusal(without, 'bad_request', /needs a Detect API/)
  await setConnection(team.admin, { use: 'builtin', url, key })
  expect(await status()).toMatchObject({ use: 'builtin', host: allowed, connectionOf: 'team', chosen: true })
  serverHasItsOwn()
  await setConnection(team.admin, { use: 'builtin_then_remote', url: null, key: null })
  expect(await status()).toMatchObject({ use: 'builtin_then_remote', connectionOf: 'instance', ownUrl: null })
  const [row] = await db.owner`select key_sealed from detector_connections`
  expect(row?.key_sealed).toBeNull()
})

test('what is known of how one API is doing is forgotten with it', async () => {
  await setConnection(team.admin, { use: 'remote', url, key })
  await db.owner`update detector_connections set last_success_at = now(), last_error = 'It broke.', last_error_at = now()`
  await setConnection(team.admin, { use: 'remote_then_builtin', url, key: null })
  expect(await status()).toMatchObject({ lastError: 'It broke.', lastSuccessAt: expect.any(Date) })
  await setConnection(team.admin, { use: 'remote', url: 'https://other.test:8443', key })
  expect(await status()).toMatchObject({ lastError: null, lastSuccessAt: null, lastErrorAt: null })
})

test('removing it forgets the key and goes back to what this server does by itself', async () => {
  await expectRefusal(removeConnection(team.admin, {}), 'not_found')
  await setConnection(team.admin, { use: 'remote', url, key })
  await setConnection(stranger.admin, { use: 'remote', url, key: 'theirs' })
  expect(await removeConnection(team.admin, {})).toEqual({ host: null })
  expect(await db.owner`select 1 from detector_connections where team_id = ${team.teamId}`).toHaveLength(0)
  expect((await changes()).at(-1)?.facts).toEqual({
    before: { use: 'remote', host: allowed },
    after: { use: 'builtin', host: null },
    keyReplaced: false,
  })
  expect((await detectors(stranger.teamId)).connection?.key).toBe('theirs')
})

test('callbacks are only expected where the API can reach this server', async () => {
  await setConnection(team.admin, { use: 'remote', url, key })
  const { PUBLIC_URL } = env()
  env().PUBLIC_URL = 'http://localhost:3000'
  expect(await status()).toMatchObject({ takesCallbacks: false })
  env().PUBLIC_URL = 'https://docket.example.org'
  expect(await status()).toMatchObject({ takesCallbacks: true })
  env().PUBLIC_URL = PUBLIC_URL
})

test('a row that only tells how this server’s connection is doing is no choice', async () => {
  serverHasItsOwn()
  await db.owner`insert into detector_connections (team_id, use, last_success_at) values (${team.teamId}, 'remote', now())`
  expect(await status()).toMatchObject({ chosen: false, lastSuccessAt: expect.any(Date), connectionOf: 'instance' })
  await expectRefusal(removeConnection(team.admin, {}), 'not_found')
})

test('a key that was sealed with another AUTH_SECRET is said, and can be replaced', async () => {
  await setConnection(team.admin, { use: 'remote', url, key })
  env().AUTH_SECRET = 'another secret for tests, thirty-two characters or more'
  expect(await status()).toMatchObject({ keyOpens: false, host: allowed })
  const kept = setConnection(team.admin, { use: 'remote', url, key: null })
  await expectRefusal(kept, 'bad_request', /cannot be opened/)
  await setConnection(team.admin, { use: 'remote', url, key })
  expect(await status()).toMatchObject({ keyOpens: true })
  useAuthSecret()
})

test('only admins change it, managers look, and nobody of another team does either', async () => {
  for (const member of [team.moderator, team.manager]) {
    await expectRefusal(
      setConnection(member, { use: 'remote', url, key }),
      'forbidden',
      /connect and test the detector/,
    )
    await expectRefusal(removeConnection(member, {}), 'forbidden')
  }
  const scopes = ['read', 'submit', 'delete'] as const
  const { keyId } = await createApiKey(team.admin, { name: 'all', scopes: [...scopes] })
  const program: Actor = { kind: 'api-key', teamId: team.teamId, keyId, scopes: [...scopes] }
  for (const actor of [team.moderator, program, team.worker, team.operator])
    await expectRefusal(status(actor), 'forbidden')
  await setConnection(team.admin, { use: 'remote', url, key })
  expect(await status(team.manager)).toMatchObject({ host: allowed })
  expect(await status(stranger.admin)).toMatchObject({ host: null, chosen: false })
})
