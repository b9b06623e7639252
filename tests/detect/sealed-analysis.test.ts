import '../support/data-folder'
import fs from 'node:fs'
import path from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { POST as postUpload } from '@/app/api/v2/secure_uploads/route'
import { makeMemoryFolder, makeWorkFolder, removeWorkFolders } from '@/lib/detect/work-folder'
import { env } from '@/lib/env'
import { sweepWork } from '@/lib/jobs/sweep-work'
import { bytesInStore } from '@/lib/media/file-bytes'
import { loadFileKey } from '@/lib/media/load-file-key'
import { memoryFolder, requireMemory } from '@/lib/media/memory-folder'
import { type Answer, type Caller, detectUrl, makeCaller, readOne, submit, submitJson } from '../support/api'
import { newCanary, tellingJpeg, tellingWav } from '../support/canary'
import { dataFolder } from '../support/data-folder'
import { useTestDatabase } from '../support/database'
import { multipartBody, multipartRequest, uploadRequest } from '../support/multipart'
import { everHolding, filesHolding } from '../support/open-bytes'
import { expectRefusal } from '../support/refusals'
import { useRemoteDesk } from '../support/remote-desk'
import { chooseDetectors, openStoredCase, workAll, workOne } from '../support/remote-detector'
import { readStored, work } from '../support/zero-retention'

const db = useTestDatabase()
let caller: Caller

beforeAll(async () => {
  env().DATABASE_APP_URL = db.appUrl
  env().AUTH_SECRET ??= 'a secret for these tests alone, 32 characters'
  caller = await makeCaller(['read', 'submit'])
})
afterEach(() => {
  env().WORK_FOLDER_MEMORY = '/dev/shm'
  fs.rmSync(memoryFolder(), { recursive: true, force: true })
})

const part = (name: string, body: string) => ({ name, body })
const file = (filename: string, body: Buffer) => ({ name: 'file', filename, body })

/** With the flag behind the file, as many clients send it. */
function handIn(filename: string, body: Buffer, flag = 'true'): Promise<Answer> {
  const parts = [file(filename, body), part('visualize', 'true'), part('zero_retention_mode', flag)]
  return submit(multipartRequest(detectUrl, multipartBody(parts), caller.auth))
}

const rowsOf = (caseId: string) => db.owner`
  select id, team_id as "teamId", case_id as "caseId", file_key as "fileKey", copy, store, store_key as "storeKey",
    size_bytes::int as "sizeBytes" from media where case_id = ${caseId} order by copy desc`

/** A copy as people get to see it. */
async function openCopy(row: Record<string, never>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of await bytesInStore(row as never, await loadFileKey(row as never)).open()) chunks.push(chunk)
  return Buffer.concat(chunks)
}

test('nothing of the media is on a disk as it is: as it arrives, while it is analysed, and after', async () => {
  const canary = newCanary()
  const picture = await tellingJpeg(canary)
  const sending = handIn(`${canary}.jpg`, picture)
  expect(await everHolding([dataFolder], canary, sending)).toEqual([])
  const stored = await readStored(db, (await sending).body.item.uuid)
  // Where decoders would leave what they do not tell of.
  vi.stubEnv('TMPDIR', fs.mkdtempSync(path.join(dataFolder, 'temporary-')))
  const seen = await everHolding([dataFolder, memoryFolder()], canary, work(stored))
  vi.unstubAllEnvs()
  // It was decoded, and in memory alone.
  expect(seen.length).toBeGreaterThan(0)
  for (const place of seen) expect(place.startsWith(`${memoryFolder()}/`)).toBe(true)
  expect(fs.readdirSync(memoryFolder())).toEqual([])
  expect(fs.existsSync(path.join(dataFolder, 'work'))).toBe(false)

  const rows = await rowsOf(stored.id)
  expect(rows.map(({ copy }) => copy)).toEqual(expect.arrayContaining(['original', 'preview']))
  for (const row of rows) {
    const lying = fs.readFileSync(path.join(dataFolder, 'media', row.storeKey))
    const plain = await openCopy(row as never)
    expect(plain.length).toBe(row.sizeBytes)
    if (row.copy === 'map') continue
    expect(row.fileKey).toMatch(/^case\./)
    expect(lying.includes(plain.subarray(0, 32))).toBe(false)
  }
  expect((await openCopy(rows.find(({ copy }) => copy === 'original') as never)).equals(picture)).toBe(true)
  // The contract shows none of it.
  const { item } = (await readOne(caller, stored.detectionId)).body
  expect(item).toMatchObject({ status: 'completed', url: null, audio_url: null, image_metrics: { image: null } })
  for (const { id, copy } of rows) if (copy !== 'map') expect(JSON.stringify(item)).not.toContain(id)
})

test('a spectrogram, of which sound can be made, is sealed, and no answer of the API names it', async () => {
  const { body } = await handIn('sound.wav', tellingWav(newCanary()))
  const stored = await readStored(db, body.item.uuid)
  await work(stored)
  const [original, map] = await rowsOf(stored.id)
  expect([original?.copy, map?.copy, map?.fileKey?.slice(0, 5)]).toEqual(['original', 'map', 'case.'])
  const drawn = await openCopy(map as never)
  expect(drawn.subarray(1, 4).toString()).toBe('PNG')
  expect(fs.readFileSync(path.join(dataFolder, 'media', map?.storeKey)).includes('PNG')).toBe(false)
  expect(JSON.stringify((await readOne(caller, stored.detectionId)).body)).not.toContain(map?.id)
})

test('without the flag the file is kept with its key beside it, and analysed all the same', async () => {
  const picture = await tellingJpeg(newCanary())
  const { body } = await handIn('a.jpg', picture, 'false')
  const stored = await readStored(db, body.item.uuid)
  const [original] = await rowsOf(stored.id)
  expect(original?.fileKey).toMatch(/^open\./)
  await work(stored)
  expect((await readOne(caller, stored.detectionId)).body.item).toMatchObject({ status: 'completed' })
  const rows = await rowsOf(stored.id)
  const kept = rows.find(({ copy }) => copy === 'original')
  expect((await openCopy(kept as never)).equals(picture)).toBe(true)
  for (const { copy, fileKey } of rows) if (copy !== 'original') expect(fileKey).toBeNull()
})

test('a secure upload: sealed from the first byte, whatever becomes of it; its key goes over to its case', async () => {
  const keys = async () => (await db.owner`select 1 from upload_keys where team_id = ${caller.team.teamId}`).length
  for (const zero of [true, false]) {
    const canary = newCanary()
    const picture = await tellingJpeg(canary)
    const upload = { filename: `${canary}.jpg`, type: 'image/jpeg', body: picture }
    const request = uploadRequest('http://localhost:3000/api/v2/secure_uploads', upload, {}, caller.auth)
    const uploading = postUpload(request, { params: Promise.resolve({}) })
    expect(await everHolding([dataFolder], canary, uploading)).toEqual([])
    const { token } = (await (await uploading).json()) as { token: string }
    expect(await keys()).toBe(1)
    const { body } = await submitJson(caller, { media_token: token, zero_retention_mode: zero })
    expect(await keys()).toBe(0)
    const stored = await readStored(db, body.item.uuid)
    const [original] = await rowsOf(stored.id)
    expect(original?.fileKey).toMatch(zero ? /^case\./ : /^open\./)
    expect((await openCopy(original as never)).equals(picture)).toBe(true)
    await work(stored)
    expect((await readOne(caller, stored.detectionId)).body.item).toMatchObject({
      status: 'completed',
      filename: zero ? expect.stringMatching(/^redacted_/) : `${canary}.jpg`,
    })
  }
})

test('a token whose key was lost is refused with the way out', async () => {
  const upload = { filename: 'a.jpg', type: 'image/jpeg', body: await tellingJpeg(newCanary()) }
  const request = uploadRequest('http://localhost:3000/api/v2/secure_uploads', upload, {}, caller.auth)
  const { token } = (await (await postUpload(request, { params: Promise.resolve({}) })).json()) as { token: string }
  await db.owner`delete from upload_keys`
  const { status, body } = await submitJson(caller, { media_token: token })
  expect([status, body.message]).toEqual([400, expect.stringMatching(/key was lost\. Upload the file again/)])
})

test('a case whose key was lost ends with the reason', async () => {
  const { body } = await handIn('a.jpg', await tellingJpeg(newCanary()))
  const stored = await readStored(db, body.item.uuid)
  await db.owner`delete from case_keys where case_id = ${stored.id}`
  await work(stored)
  expect((await readOne(caller, stored.detectionId)).body.item).toMatchObject({
    status: 'failed',
    error_message: expect.stringMatching(/key to this media is gone/),
  })
})

describe('the folder in memory', () => {
  test('without one, or without room, the analysis fails with what an admin has to do; others do not need it', async () => {
    const { body } = await handIn('a.jpg', await tellingJpeg(newCanary()))
    const stored = await readStored(db, body.item.uuid)
    const onDisk = fs.mkdtempSync(path.join(dataFolder, 'no-memory-'))
    env().WORK_FOLDER_MEMORY = onDisk
    await work(stored)
    const { item } = (await readOne(caller, stored.detectionId)).body
    expect(item).toMatchObject({
      status: 'failed',
      error_message: expect.stringMatching(/in memory only, but .*lies on a disk. Ask an admin.*WORK_FOLDER_MEMORY/),
    })
    fs.rmSync(memoryFolder(), { recursive: true })
    env().WORK_FOLDER_MEMORY = '/nowhere/at all'
    await expectRefusal(requireMemory(1), 'unavailable', /cannot be used on this server/)
    env().WORK_FOLDER_MEMORY = '/dev/shm'
    await expectRefusal(requireMemory(2 ** 50), 'unavailable', /has room for [\d,]+ MB of the 1,073,741,888 MB/)
    const kept = await handIn('a.jpg', await tellingJpeg(newCanary()), 'false')
    env().WORK_FOLDER_MEMORY = onDisk
    await work(await readStored(db, kept.body.item.uuid))
    expect((await readOne(caller, kept.body.item.uuid)).body.item).toMatchObject({ status: 'completed' })
  })

  test('it is this user’s alone; one that others can read is not used', async () => {
    const folder = await requireMemory(1)
    expect(fs.statSync(folder).mode & 0o777).toBe(0o700)
    fs.chmodSync(folder, 0o755)
    await expectRefusal(requireMemory(1), 'unavailable', /can be read by others/)
    fs.chmodSync(folder, 0o700)
  })

  test('what a killed worker left there goes with the next run, with the purge, and with the sweep', async () => {
    const ids = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()] as const
    const left = await Promise.all(ids.map((id) => makeMemoryFolder(id, 1)))
    for (const folder of left) fs.writeFileSync(path.join(folder, 'original'), 'pixels')
    const there = () => left.map((folder) => fs.existsSync(folder))
    const again = await makeMemoryFolder(ids[0], 1)
    expect(there()).toEqual([false, true, true])
    await removeWorkFolders([ids[1]])
    expect(there()).toEqual([false, false, true])
    const long = new Date(Date.now() - (env().ANALYSIS_TIMEOUT_SECONDS + 700) * 1000)
    fs.utimesSync(left[2]!, long, long)
    const old = await makeWorkFolder(crypto.randomUUID())
    fs.utimesSync(old, long, long)
    expect(await sweepWork()).toBe(2)
    expect([...there(), fs.existsSync(old), fs.existsSync(again)]).toEqual([false, false, false, false, true])
  })
})

describe('elsewhere', () => {
  const desk = useRemoteDesk()
  beforeEach(() => chooseDetectors(desk.team.admin, 'remote'))

  test.each(['audio', 'image'] as const)('another API gets the %s itself, opened on its way', async (kind) => {
    const canary = newCanary()
    const bytes = kind === 'audio' ? tellingWav(canary) : await tellingJpeg(canary)
    const zero = { zeroRetention: true }
    const { detectionId, sha256 } = await openStoredCase(desk.team.moderator, kind, zero, Buffer.from(bytes))
    expect(await everHolding([dataFolder], canary, workOne(db, detectionId))).toEqual([])
    const sent = desk.api.requests.filter(({ file: its }) => its !== null)
    expect(sent.map(({ route, file: its }) => [route, its?.sha256, its?.sizeBytes])).toEqual([
      ['POST /secure_uploads', sha256, bytes.length],
    ])
    await desk.api.finish()
    const keeping = workAll(db, detectionId)
    const seen = await everHolding([dataFolder], canary, keeping)
    expect(seen).toEqual([])
    expect(filesHolding([dataFolder, memoryFolder()], canary)).toEqual([])
  })
})
