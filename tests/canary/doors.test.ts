import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type Docket,
  docketAt,
  inDatabase,
  killDocket,
  makeKey,
  pauseWorker,
  startDocket,
  stopDocket,
} from '../south/docket'
import { newCanary } from '../support/canary'
import { freePort } from '../support/launcher'
import { ends, findEverywhere, keysOf, plant, purged, startDesk, team } from './desk'
import { apiOf, removeFolder, serveFile, standings, submitOnPortal, until } from './hand-in'
import { type Browsing, signIn } from './member'
import { type AtWork, writeOnPages } from './on-the-page'
import { findInDump, type Needle, needle } from './places'

/*
 * Zero retention, searched for: words and bytes that stand nowhere else are handed in through every door, and every file of
 * the running product is searched for them, while they are there to be read by members, and after the purge.
 */

const base = path.resolve('.tmp', `canary-${process.pid}`)

/** Made by this machine's analyses. */
let alone: Docket
let urlOfSource = ''
let source: Awaited<ReturnType<typeof serveFile>>
const planted: Needle[] = []
let atWork: AtWork | undefined

beforeAll(async () => {
  fs.mkdirSync(base, { recursive: true, mode: 0o700 })
  const served = await plant('URL', planted)
  source = await serveFile(served.body)
  alone = docketAt(path.join(base, 'alone'), await freePort(), {
    ALLOWED_PRIVATE_HOSTS: `127.0.0.1:${source.port}`,
    LOG_LEVEL: 'trace',
  })
  await startDesk(alone)
  urlOfSource = `http://127.0.0.1:${source.port}/${served.word}/${served.filename}?from=${served.word}`
})

afterAll(async () => {
  await atWork?.close()
  await stopDocket(alone)
  await source.stop()
  removeFolder(base)
})

type FiveWords = [string, string, string, string, string]

/** Whether a member's page of a case, and its media, show the word. */
async function shown(
  member: Browsing,
  docket: Docket,
  number: number,
  word: string,
): Promise<{ page: boolean; media: boolean }> {
  const page = await (await member.get(`/cases/${number}`)).text()
  const [copy] = await inDatabase(
    docket,
    (sql) => sql<{ id: string }[]>`
      select m.id from media m join cases c on c.id = m.case_id where c.number = ${number} and m.copy = 'original'`,
  )
  const answer = copy && (await member.get(`/api/media/${copy.id}`))
  const bytes = answer?.ok ? Buffer.from(await answer.arrayBuffer()) : Buffer.alloc(0)
  return { page: page.includes(word), media: bytes.includes(word) }
}

test('the search finds what is kept: in database files, the log of changes, the media folder and a dump', async () => {
  const kept: Needle[] = []
  const member = await signIn(alone, 'ada@example.test', 'ada has a long password')
  await submitOnPortal(member, await plant('kept', kept, 'wav'), false)
  await until(
    () => inDatabase(alone, (sql) => sql`select 1 from detections where status = 'processing'`),
    (rows) => rows.length === 0,
    60,
  )
  const places = await findEverywhere(alone, kept)
  for (const place of [
    'kept word: media',
    'kept sound: media',
    'kept word: postgres/base',
    'kept word: postgres/pg_wal',
    'kept word: dump of public.media',
  ]) {
    expect(places).toContain(place)
  }
}, 120_000)

test('upload, URL, token, batch, portal, notes, exhibits, drafts, a failed and a cancelled analysis: readable until the purge, in no file at any time', async () => {
  const member = await signIn(alone, 'ada@example.test', 'ada has a long password')
  const key = await makeKey(alone, team, 'all doors')
  const api = apiOf(alone, key)
  const uploaded = await plant('upload', planted)
  const uuid = await api.upload(uploaded)
  await api.upload(await plant('upload of sound', planted, 'wav'))
  await api.byUrl(urlOfSource)
  await api.byToken(await plant('token', planted))
  await api.batch([await plant('batch', planted), await plant('batch sound', planted, 'wav')])
  const onPortal = await plant('portal', planted)
  const number = await submitOnPortal(member, onPortal)
  const draftNumber = await submitOnPortal(member, await plant('portal sound', planted, 'wav'))
  const broken = await plant('failed', planted)
  broken.body = broken.body.subarray(0, Math.floor(broken.body.length * 0.6))
  const failing = await api.upload(broken)
  await ends(alone)
  expect((await api.call('GET', `/detect/${failing}`)).item.status).toBe('failed')

  // What people write, and what the API is told.
  const asked = newCanary()
  const comment = newCanary()
  planted.push(needle('question', asked), needle('comment', comment))
  await api.json(`/detects/${uuid}/intelligence`, { query: `Is ${asked} in this picture?` })
  await api.json(`/detect/${uuid}/feedback`, { type: 'correct', comment })

  const [note, exhibit, reason, draftNote, draftReason] = Array.from({ length: 5 }, newCanary) as FiveWords
  planted.push(needle('note', note), needle('exhibit', exhibit))
  planted.push(needle('unsent note', draftNote), needle('unsent reason', draftReason))
  const written = { number, note, exhibit, reason, draftNumber, draftNote, draftReason }
  atWork = await writeOnPages(alone, written)

  const resume = pauseWorker(alone)
  const cancelled = await api.upload(await plant('cancelled', planted))
  await api.call('DELETE', `/detect/${cancelled}`)
  resume()

  expect(await shown(member, alone, number, onPortal.word)).toEqual({ page: true, media: true })
  const keys = await keysOf(alone)
  expect(keys.length).toBeGreaterThanOrEqual(8)
  expect(await findEverywhere(alone, planted)).toEqual([])
  const before = await atWork.look(number)
  for (const word of [note, exhibit, reason]) expect(before.page).toContain(word)
  expect(before.kept).not.toContain('canary')

  await purged(alone)
  expect(await shown(member, alone, number, onPortal.word)).toEqual({ page: false, media: false })
  const after = await atWork.look(number)
  for (const word of [note, exhibit]) expect(after.page).not.toContain(word)
  expect((await atWork.look(draftNumber)).kept).not.toContain('canary')
  await atWork.close()
  expect(await findEverywhere(alone, [...planted, ...keys])).toEqual([])
  // The reason outlives the media, as the form says beforehand: in the decision, and in what the trail tells of it.
  expect(after.page).toContain(reason)
  expect(await findInDump(alone, [needle('reason', reason)])).toEqual([
    'reason: dump of public.audit_openings',
    'reason: dump of public.decisions',
  ])
  // What anybody can take away from it, once the decision can no longer be taken back.
  await inDatabase(alone, (sql) => sql`update decisions set effective_at = now()`)
  for (const [address, fields] of [
    ['/api/audit/export', { format: 'jsonl' }],
    ['/api/audit/export', { format: 'csv', names: 'on' }],
    [`/api/cases/${number}/bundle`, { media: 'on' }],
  ] as const) {
    const answer = await member.post(address, new URLSearchParams(fields))
    expect(answer.status, address).toBe(200)
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(bytes.length).toBeGreaterThan(200)
    const left = planted.filter(({ spellings }) => spellings.some((one) => bytes.includes(one)))
    expect(left.map(({ name }) => name)).toEqual([])
  }
}, 400_000)

test('a crash in the middle: the keys are gone, the cases end as purged and failed and say so, and nothing is found', async () => {
  const crashed: Needle[] = []
  const key = await makeKey(alone, team, 'before the crash')
  const api = apiOf(alone, key)
  const resume = pauseWorker(alone)
  await api.upload(await plant('crash', crashed))
  await api.byToken(await plant('crash token', crashed, 'wav'))
  const keys = await keysOf(alone)
  resume()
  await killDocket(alone)
  await startDocket(alone)
  const all = await until(
    () => standings(alone),
    (rows) => rows.every(({ retention, status }) => retention === 'purged' && status !== 'processing'),
    150,
  )
  const lost = all.filter(({ reason }) => reason === 'key_lost')
  expect(lost).toHaveLength(2)
  for (const one of lost) {
    expect(one).toMatchObject({ state: 'failed', status: 'failed' })
    expect(one.failure).toMatch(/key/i)
  }
  expect(await findEverywhere(alone, [...crashed, ...keys])).toEqual([])
}, 300_000)
