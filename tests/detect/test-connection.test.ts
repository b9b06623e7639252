import fs from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import '../support/data-folder'
import { closeAgents } from '@/lib/detect/detectors/remote-agent'
import { setConnection } from '@/lib/detect/set-connection'
import { testConnection } from '@/lib/detect/test-connection'
import { drawTestPicture } from '@/lib/detect/test-picture'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { sniffUpload } from '@/lib/media/sniff'
import { useAuthSecret } from '../support/callbacks'
import { useTestDatabase } from '../support/database'
import { type HostedApi, paymentRequired, startHostedApi } from '../support/hosted-api'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()
const quick = { verdict: 1500, between: 20 }
let team: TestTeam
let stranger: TestTeam
let api: HostedApi

beforeAll(async () => {
  useAuthSecret()
  team = await makeTeam()
  stranger = await makeTeam()
})
beforeEach(async () => {
  await db.owner`delete from detector_connections`
  api = await startHostedApi({ finishAfter: 60 })
  env().ALLOWED_PRIVATE_HOSTS.push(api.host)
})
afterEach(async () => {
  delete env().DETECT_API_URL
  delete env().DETECT_API_KEY
  await closeAgents()
  await api.stop()
})
afterAll(() => closeAgents())

const typed = () => ({ url: api.url, key: api.key })
const run = (input: { url: string | null; key: string | null } = typed(), actor = team.admin) =>
  testConnection(actor, input, quick)
const told = ({ steps }: Awaited<ReturnType<typeof run>>) => steps.map(({ step, ok }) => (ok ? step : `${step} failed`))
const says = ({ steps }: Awaited<ReturnType<typeof run>>) => steps.find(({ ok }) => !ok)?.says ?? ''

test('a real detection is handed in, waited for and deleted, and every step is told', async () => {
  const done = await run()
  expect(done).toMatchObject({ host: api.host, ok: true })
  expect(told(done)).toEqual(['reached', 'key', 'accepted', 'finished', 'deleted'])
  expect(done.steps.find(({ step }) => step === 'finished')?.says).toBe('It says “Likely fake”.')
  expect(done.steps.every(({ milliseconds }) => milliseconds === null || milliseconds >= 0)).toBe(true)
  expect(api.detections).toHaveLength(0)
  const [sent] = api.requests.filter(({ route }) => route === 'POST /detect')
  expect(sent?.fields).toMatchObject({ zero_retention_mode: 'true' })
  expect(sent?.fields.callback_url).toBeUndefined()
  expect(sent?.file?.filename).toMatch(/^docket-test-[0-9a-f]{32}\.png$/)
  expect(fs.readdirSync(path.join(env().DATA_DIR, 'work'))).toEqual([])
})

test('the picture is a whole PNG that is the same every time', async () => {
  const { default: sharp } = await import('sharp')
  const picture = drawTestPicture()
  expect(await sharp(picture, { failOn: 'warning' }).metadata()).toMatchObject({ format: 'png', width: 64, height: 64 })
  await sharp(picture, { failOn: 'warning' }).raw().toBuffer()
  expect(await sniffUpload('test.png', 'image/png', picture)).toMatchObject({ mediaType: 'image' })
  expect(drawTestPicture().equals(picture)).toBe(true)
})

test('a refused key is told apart from an API that is not there', async () => {
  const refused = await run({ url: api.url, key: 'wrong-key-canary' })
  expect(told(refused)).toEqual(['reached', 'key failed'])
  expect(says(refused)).toMatch(/refused the key \(401\)/)
  expect(refused.ok).toBe(false)
  await api.stop()
  await closeAgents()
  const absent = await run()
  expect(told(absent)).toEqual(['reached failed'])
  expect(says(absent)).toMatch(/refused the connection\. Test it again/)
})

test.each([
  ['a web page', { kind: 'html', status: 200 }, /web page in place of JSON/],
  ['an error page', { kind: 'html', status: 502 }, /error of its own \(502\)/],
  ['JSON of something else', { kind: 'status', status: 200, body: { hello: 1 } }, /no list of detections/],
  ['too many requests', { kind: 'status', status: 429 }, /too many requests.*Test it again/],
] as const)('%s where the list should be ends the test there', async (_what, step, sentence) => {
  api.script('GET /detect', step, step)
  const done = await run()
  expect(told(done)).toEqual(['reached failed'])
  expect(says(done)).toMatch(sentence)
})

test('a submission that is refused says why, and nothing is waited for', async () => {
  api.script('POST /detect', paymentRequired)
  const done = await run()
  expect(told(done)).toEqual(['reached', 'key', 'accepted failed'])
  expect(says(done)).toMatch(/wants payment \(402\)/)
})

test('an analysis that fails or takes too long is told, and deleted all the same', async () => {
  api.answerWith(() => ({ status: 'failed', error_message: 'Image is too small.' }))
  const failed = await run()
  expect(told(failed)).toEqual(['reached', 'key', 'accepted', 'finished failed', 'deleted'])
  expect(says(failed)).toMatch(/could not analyse it: Image is too small\./)
  api.options.finishAfter = null
  const late = await testConnection(team.admin, typed(), { verdict: 100, between: 20 })
  expect(told(late).slice(3)).toEqual(['finished failed', 'deleted'])
  expect(says(late)).toMatch(/not done after/)
  expect(api.detections).toHaveLength(0)
})

test('an outage while it waits is waited out, and a deletion that is refused does not make the rest wrong', async () => {
  api.script('GET /detect/*', { kind: 'html', status: 503 }, { kind: 'drop' })
  api.script('DELETE /detect/*', { kind: 'status', status: 403, body: { message: 'it needs the scope "delete"' } })
  const done = await run()
  expect(told(done)).toEqual(['reached', 'key', 'accepted', 'finished', 'deleted failed'])
  expect(done.ok).toBe(true)
  expect(says(done)).toMatch(/scope "delete"/)
})

test('the kept key is used where none is typed, at its own address only', async () => {
  await setConnection(team.admin, { use: 'remote', ...typed() })
  expect((await run({ url: api.url, key: null })).ok).toBe(true)
  const other = await startHostedApi()
  env().ALLOWED_PRIVATE_HOSTS.push(other.host)
  await expectRefusal(run({ url: other.url, key: null }), 'bad_request', /belongs to another address/)
  expect(other.requests).toHaveLength(0)
  await other.stop()
  await expectRefusal(run({ url: api.url, key: null }, stranger.admin), 'bad_request', /needs a key/)
})

test('this server’s connection is tested where no address is given', async () => {
  await expectRefusal(run({ url: null, key: null }), 'bad_request', /no Detect API to test/)
  env().DETECT_API_URL = `${api.url}/`
  env().DETECT_API_KEY = api.key
  expect(await run({ url: null, key: null })).toMatchObject({ ok: true, host: api.host })
})

test('nothing is sent to an address that may not be sent to', async () => {
  for (const url of ['https://127.0.0.1/api/v2', 'http://example.com', 'https://169.254.169.254/'])
    await expectRefusal(run({ url, key: 'x' }), 'bad_request', /address/)
})

test('only admins test, and the trail says where and how it ended', async () => {
  for (const member of [team.moderator, team.manager]) await expectRefusal(run(typed(), member), 'forbidden')
  expect(api.requests).toHaveLength(0)
  await run()
  await run({ url: api.url, key: 'wrong-key-canary' })
  const events = await db.owner`
    select facts, actor_id from audit_events where type = 'detector.tested' order by id desc limit 2`
  expect(events).toMatchObject([
    { facts: { host: api.host, ok: false }, actor_id: team.admin.memberId },
    { facts: { host: api.host, ok: true } },
  ])
})

test('the key is in no answer, event or log line', async () => {
  const lines: unknown[] = []
  const levels = ['info', 'warn', 'error', 'debug'] as const
  const spies = levels.map((level) => vi.spyOn(log, level).mockImplementation((...line) => void lines.push(line)))
  const wrong = 'wrong-key-canary'
  api.script('GET /detect', { kind: 'status', status: 401, body: { message: `no such key: ${wrong}` } })
  const answers = [await run({ url: api.url, key: wrong }), await run()]
  for (const spy of spies) spy.mockRestore()
  const text = JSON.stringify([answers, lines, await db.owner`select facts from audit_events`])
  expect(text).not.toContain(wrong)
  expect(text).not.toContain(api.key)
})
