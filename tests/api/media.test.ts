import '../support/data-folder'
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { GET, HEAD } from '@/app/api/media/[id]/route'
import type { Member } from '@/lib/access/actor'
import { DocketError } from '@/lib/errors'
import { incomingFolder } from '@/lib/media/folders'
import { keepFile } from '@/lib/media/keep-file'
import { mediaStore, type StoredFile } from '@/lib/media/store'
import { type Caller, makeCaller } from '../support/api'
import { useTestDatabase } from '../support/database'
import { openTestCase } from '../support/rows'

// The session is next-auth's, which reads a cookie through Next; who is signed in is what matters here.
let signedIn: Member | null = null
vi.mock('@/lib/access/session', () => ({
  authenticateMember: async () => {
    if (!signedIn) throw new DocketError('unauthorized', 'You are signed out.')
    return signedIn
  },
}))

const db = useTestDatabase()
const bytes = crypto.randomBytes(5000)
let caller: Caller
let file: StoredFile

async function store(change: Partial<StoredFile> = {}): Promise<StoredFile> {
  const from = path.join(await incomingFolder(), crypto.randomUUID())
  fs.writeFileSync(from, bytes)
  const known = {
    mediaType: 'image',
    contentType: 'image/png',
    filename: 'Größe.png',
    sizeBytes: 5000,
    sha256: 'b'.repeat(64),
    sealedWith: null,
  } as const
  const kept = await keepFile(caller.team.teamId, { path: from, ...known, ...change })
  await openTestCase(caller.team.moderator, { file: kept })
  return kept
}

beforeAll(async () => {
  caller = await makeCaller(['read'])
  file = await store()
})
beforeEach(() => {
  signedIn = caller.team.moderator
})

async function ask(id: string, headers: Record<string, string> = {}, handler = GET, method = 'GET') {
  const request = new Request(`http://localhost:3000/api/media/${id}`, { method, headers })
  const answer = await handler(request, { params: Promise.resolve({ id }) })
  return { status: answer.status, headers: answer.headers, body: Buffer.from(await answer.arrayBuffer()) }
}

test('the whole file, with headers that keep it from becoming a page', async () => {
  const { status, headers, body } = await ask(file.id)
  expect(status).toBe(200)
  expect(body.equals(bytes)).toBe(true)
  expect(Object.fromEntries(headers)).toMatchObject({
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-store',
    'content-disposition': `inline; filename="Gr__e.png"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.png`,
    'content-length': '5000',
    'content-security-policy': "sandbox; default-src 'none'",
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
  })
})

test('HEAD tells the same without the bytes', async () => {
  const { status, headers, body } = await ask(file.id, {}, HEAD, 'HEAD')
  expect([status, headers.get('content-length'), body.length]).toEqual([200, '5000', 0])
})

test('a range of it', async () => {
  const part = await ask(file.id, { range: 'bytes=100-199' })
  expect([part.status, part.headers.get('content-range'), part.headers.get('content-length')]).toEqual([
    206,
    'bytes 100-199/5000',
    '100',
  ])
  expect(part.body.equals(bytes.subarray(100, 200))).toBe(true)
  const end = await ask(file.id, { range: 'bytes=-10' })
  expect(end.body.equals(bytes.subarray(4990))).toBe(true)
  const beyond = await ask(file.id, { range: 'bytes=5000-' })
  expect([beyond.status, beyond.headers.get('content-range'), beyond.body.length]).toEqual([416, 'bytes */5000', 0])
  for (const headers of [
    { range: 'bytes=0-1,3-4' },
    { range: 'lines=1-2' },
    { range: 'bytes=0-1', 'if-range': '"x"' },
  ]) {
    expect(await ask(file.id, headers as never)).toMatchObject({ status: 200, body: { length: 5000 } })
  }
})

test('what a browser should not show is handed over as a download', async () => {
  const page = await store({ contentType: 'text/html', filename: 'page.html' })
  const { headers } = await ask(page.id)
  expect(headers.get('content-type')).toBe('application/octet-stream')
  expect(headers.get('content-disposition')).toMatch(/^attachment;/)
})

test('a key with read gets it; others do not', async () => {
  signedIn = null
  expect((await ask(file.id, caller.auth)).status).toBe(200)
  expect((await ask(file.id)).status).toBe(401)
  expect((await ask(file.id, { authorization: 'Bearer no' })).status).toBe(401)
  const submitter = await makeCaller(['submit'], caller.team)
  expect((await ask(file.id, submitter.auth)).status).toBe(403)
})

test('another team’s, an unknown and a deleted one answer alike', async () => {
  const stranger = await makeCaller(['read'])
  const deleted = await store()
  await db.owner`update media set deleted_at = now() where id = ${deleted.id}`
  const lost = await store()
  await mediaStore('disk').delete(lost.storeKey)
  const answers = [
    await ask(file.id, stranger.auth),
    await ask(crypto.randomUUID()),
    await ask('nonsense'),
    await ask(deleted.id),
    await ask(lost.id),
  ]
  for (const { status, body } of answers) {
    expect(status).toBe(404)
    expect(JSON.parse(body.toString())).toEqual({
      success: false,
      message: 'Media not found',
      error: 'Media not found',
    })
  }
})
