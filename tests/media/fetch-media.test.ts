import '../support/data-folder'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { withdrawCase } from '@/lib/cases/withdraw-case'
import { env } from '@/lib/env'
import { fetchMedia } from '@/lib/media/fetch-media'
import { bytesInStore } from '@/lib/media/file-bytes'
import { removeFetched } from '@/lib/media/leftovers'
import { loadFileKey } from '@/lib/media/load-file-key'
import { findCanary, newCanary } from '../support/canary'
import { dataFolder, mediaFiles } from '../support/data-folder'
import { useTestDatabase } from '../support/database'
import { png } from '../support/media-bytes'
import { everHolding } from '../support/open-bytes'
import { makeTeam, type TestTeam } from '../support/people'
import { openTestCase } from '../support/rows'

const db = useTestDatabase()
let team: TestTeam
let host: string
let status = 200
let tail = Buffer.alloc(0)
let endless = false
let meanwhile: (() => Promise<void>) | undefined
const server = http.createServer(async (_request, response) => {
  await meanwhile?.()
  response.writeHead(status)
  const body = Buffer.concat([await png(), tail])
  if (endless) response.write(body)
  else response.end(body)
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  env().ALLOWED_PRIVATE_HOSTS.push(host)
  team = await makeTeam()
})
beforeEach(() => {
  endless = false
  meanwhile = undefined
  status = 200
  tail = Buffer.alloc(0)
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const attempt = (change: object = {}) => ({ number: 1, last: false, signal: new AbortController().signal, ...change })

async function caseFromUrl(path = '/photo.png') {
  const sourceUrl = path.startsWith('http') ? path : `http://${host}${path}`
  const opened = await openTestCase(team.moderator, { source: 'url', title: 'photo.png', file: null, sourceUrl })
  return { ...opened, job: { teamId: team.teamId, caseId: opened.caseId, detectionId: opened.detectionId } }
}

async function stateOf(caseId: string) {
  const [row] = await db.owner`select state, media_type, failure from cases where id = ${caseId}`
  return row
}

/** Whether its detection says that another try cannot help. */
async function isFinal(detectionId: string) {
  const [row] = await db.owner`select failed_for_good from detections where id = ${detectionId}`
  return row?.failed_for_good
}

test('the file is kept with a row, and its detection queued', async () => {
  const { job, caseId } = await caseFromUrl()
  await fetchMedia(job, attempt())
  const [row] = await db.owner`select * from media where case_id = ${caseId}`
  expect(row).toMatchObject({ copy: 'original', media_type: 'image', content_type: 'image/png', filename: 'photo.png' })
  expect(mediaFiles()).toEqual([row!.store_key])
  expect(await stateOf(caseId)).toMatchObject({ state: 'analysing', media_type: 'image' })
  const queued =
    await db.owner`select data from pgboss.job where name = 'detection.run' and data->>'detectionId' = ${job.detectionId}`
  expect(queued).toHaveLength(1)
})

test('a job that comes twice changes nothing and leaves no second file', async () => {
  const { job, caseId } = await caseFromUrl()
  await fetchMedia(job, attempt())
  const before = mediaFiles()
  await fetchMedia(job, attempt({ last: true }))
  expect(mediaFiles()).toEqual(before)
  expect(await stateOf(caseId)).toMatchObject({ state: 'analysing' })
})

test('a URL that can never work fails the case at once, with the reason', async () => {
  status = 404
  const { job, caseId } = await caseFromUrl()
  await fetchMedia(job, attempt())
  expect(await stateOf(caseId)).toMatchObject({ state: 'failed', failure: expect.stringMatching(/nothing at the URL/) })
  expect(await isFinal(job.detectionId)).toBe(true)
  const inside = await caseFromUrl('https://169.254.169.254/latest/meta-data')
  await fetchMedia(inside.job, attempt())
  expect(await stateOf(inside.caseId)).toMatchObject({
    state: 'failed',
    failure: expect.stringMatching(/internal service/),
  })
})

test('the reason in the trail names no file', async () => {
  tail = Buffer.from('<script>alert(1)</script>'.padStart(9000))
  const { job, caseId } = await caseFromUrl('/private-name.png')
  await fetchMedia(job, attempt())
  const [event] = await db.owner`select row_to_json(e)::text as told from audit_events e
    where type = 'detection.failed' and row_to_json(e)::text like ${`%${caseId}%`}`
  expect(event?.told).toBeDefined()
  expect(event?.told).not.toContain('private-name')
  const failure = (await stateOf(caseId))?.failure
  expect(failure).toMatch(/The file at the URL can also be opened as a web page/)
  expect(failure).not.toContain('private-name')
})

test('trouble that may pass is left to the queue until the last attempt', async () => {
  status = 503
  const { job, caseId } = await caseFromUrl()
  await expect(fetchMedia(job, attempt())).rejects.toMatchObject({ name: 'FetchFailure' })
  expect(await stateOf(caseId)).toMatchObject({ state: 'analysing' })
  await fetchMedia(job, attempt({ number: 4, last: true }))
  expect(await stateOf(caseId)).toMatchObject({ state: 'failed', failure: expect.stringMatching(/503/) })
  expect(await isFinal(job.detectionId)).toBe(false)
})

test('a worker that is being stopped fails nothing', async () => {
  const { job, caseId } = await caseFromUrl()
  await expect(fetchMedia(job, attempt({ last: true, signal: AbortSignal.abort() }))).rejects.toThrow()
  expect(await stateOf(caseId)).toMatchObject({ state: 'analysing' })
})

test('a file that is stored when its worker dies is known as the detection’s', async () => {
  const { job } = await caseFromUrl()
  const before = mediaFiles()
  // What the worker's death looks like from inside: nobody is told whether there is a row.
  await db.owner`create function dies() returns trigger language plpgsql as $$ begin raise 'killed'; end $$`
  await db.owner`create trigger dies before insert on media for each row execute function dies()`
  await expect(fetchMedia(job, attempt())).rejects.toMatchObject({ name: 'DatabaseFailure' })
  await db.owner`drop trigger dies on media`
  expect(mediaFiles()).toHaveLength(before.length + 2)
  await removeFetched(team.teamId, [job.detectionId])
  expect(mediaFiles()).toEqual(before)
})

test('a file arrives under a name that tells whose it is; its fetch ends when the case is deleted, and nothing stays', async () => {
  const before = mediaFiles()
  endless = true
  tail = Buffer.alloc(200_000)
  const { job, caseId } = await caseFromUrl()
  const fetching = fetchMedia(job, attempt({ last: true }))
  const arriving = () => mediaFiles().filter((file) => file.startsWith(`incoming/fetch-${job.detectionId}-`))
  await vi.waitFor(() => expect(arriving()).toHaveLength(1), { timeout: 10_000 })
  await withdrawCase(team.manager, { uuid: job.detectionId })
  await fetching
  expect(mediaFiles()).toEqual(before)
  expect(await stateOf(caseId)).toMatchObject({ state: 'closed', failure: null })
})

test('another team’s case is not touched', async () => {
  const { job, caseId } = await caseFromUrl()
  const other = await makeTeam()
  await fetchMedia({ ...job, teamId: other.teamId }, attempt())
  expect(await stateOf(caseId)).toMatchObject({ state: 'analysing', media_type: null })
})

test('what must not be kept is sealed as it is fetched, and its address lies nowhere', async () => {
  const canary = newCanary()
  tail = Buffer.from(canary.padEnd(300_000, canary))
  const sourceUrl = `http://${host}/${canary}.png?key=${canary}`
  const title = 'photo.png'
  const opened = await openTestCase(team.moderator, {
    source: 'url',
    title,
    file: null,
    sourceUrl,
    zeroRetention: true,
  })
  const { caseId, detectionId } = opened
  const fetching = fetchMedia({ teamId: team.teamId, caseId, detectionId }, attempt())
  expect(await everHolding([dataFolder], canary, fetching)).toEqual([])
  const [row] = await db.owner`select * from media where case_id = ${caseId}`
  expect(row).toMatchObject({
    file_key: expect.stringMatching(/^case\./),
    filename: expect.stringMatching(/^redacted_/),
  })
  expect(await findCanary(db, canary)).toEqual([])
  const copy = { id: row?.id, teamId: team.teamId, caseId, fileKey: row?.file_key }
  const bytes = bytesInStore(
    { store: 'disk', storeFingerprint: null, storeKey: row?.store_key, sizeBytes: Number(row?.size_bytes) },
    await loadFileKey(copy),
  )
  expect((await buffer(await bytes.open())).includes(canary)).toBe(true)
})

test('a case whose key was lost meanwhile gets no media', async () => {
  const sourceUrl = `http://${host}/photo.png`
  const opened = await openTestCase(team.moderator, { source: 'url', file: null, sourceUrl, zeroRetention: true })
  const { caseId, detectionId } = opened
  const before = mediaFiles()
  meanwhile = async () => void (await db.owner`delete from case_keys where case_id = ${caseId}`)
  await fetchMedia({ teamId: team.teamId, caseId, detectionId }, attempt())
  expect(await db.owner`select 1 from media where case_id = ${caseId}`).toHaveLength(0)
  expect(mediaFiles()).toEqual(before)
})
