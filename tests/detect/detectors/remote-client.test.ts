import crypto from 'node:crypto'
import fs from 'node:fs'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { closeAgents, hostOf } from '@/lib/detect/detectors/remote-agent'
import { callRemote, longestFor } from '@/lib/detect/detectors/remote-call'
import {
  deleteDetection,
  findByMarker,
  getDetection,
  secureUpload,
  submitFile,
  submitToken,
  submitUrl,
} from '@/lib/detect/detectors/remote-client'
import { RemoteFailure } from '@/lib/detect/detectors/remote-failure'
import type { RemoteSubmission } from '@/lib/detect/detectors/submission-form'
import type { Connection } from '@/lib/detect/read-connection'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { env } from '@/lib/env'
import { type HostedApi, paymentRequired, startHostedApi } from '../../support/hosted-api'

const { signal } = new AbortController()
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'docket-remote-client-'))
const file = { path: path.join(folder, 'a.mp4'), contentType: 'video/mp4' }
const bytes = crypto.randomBytes(700_001)
let api: HostedApi
let connection: Connection

beforeAll(() => fs.writeFileSync(file.path, bytes))
afterAll(() => fs.rmSync(folder, { recursive: true }))
beforeEach(async () => {
  api = await startHostedApi({ finishAfter: null, callbacks: 'lost' })
  connection = { url: api.url, key: api.key, ofInstance: true }
})
afterEach(async () => {
  await closeAgents()
  await api.stop()
})

function submission(over: Partial<RemoteSubmission> = {}): RemoteSubmission {
  return {
    marker: 'docket-0123456789abcdef0123456789abcdef.mp4',
    mediaType: 'video',
    parameters: DetectionParameters.parse({ maxVideoSecs: 30 }),
    zeroRetention: false,
    callbackUrl: 'https://d.example/api/callbacks/detection/t',
    idempotencyKey: 'detection-1',
    ...over,
  }
}

async function failureOf(work: Promise<unknown>): Promise<RemoteFailure> {
  const error = await work.then(
    () => new Error('nothing was thrown'),
    (thrown: unknown) => thrown,
  )
  if (error instanceof RemoteFailure) return error
  throw error
}

describe('submitting', () => {
  test('a file arrives whole, under its marker, with its exact length and what was asked', async () => {
    const { reply, raw } = await submitFile(connection, submission(), file, signal)
    expect(reply).toMatchObject({ status: 'processing', mediaType: 'video', surprises: [] })
    expect(raw).toMatchObject({ item: { uuid: reply.uuid } })
    const [sent] = api.requests
    expect(sent?.file).toEqual({
      field: 'file',
      filename: 'docket-0123456789abcdef0123456789abcdef.mp4',
      contentType: 'video/mp4',
      sizeBytes: bytes.length,
      sha256: crypto.createHash('sha256').update(bytes).digest('hex'),
    })
    expect(sent?.fields).toMatchObject({
      zero_retention_mode: 'false',
      max_video_secs: '30',
      callback_url: 'https://d.example/api/callbacks/detection/t',
    })
    expect(sent?.headers).toMatchObject({ authorization: `Bearer ${api.key}`, 'idempotency-key': 'detection-1' })
    expect(Number(sent?.headers['content-length'])).toBeGreaterThan(bytes.length)
    expect(sent?.headers).not.toHaveProperty('transfer-encoding')
    expect(sent?.headers).not.toHaveProperty('prefer')
  })

  test('a secure upload, then its token, once', async () => {
    const token = await secureUpload(connection, { ...file, filename: 'docket-1.mp4' }, signal)
    const zero = submission({ zeroRetention: true })
    const { reply } = await submitToken(connection, zero, token, signal)
    expect(reply).toMatchObject({ zeroRetention: true, url: null, filename: expect.stringMatching(/^redacted_/) })
    expect(api.requests[0]?.file?.sizeBytes).toBe(bytes.length)
    expect(api.requests[1]?.fields).toMatchObject({ media_token: token, zero_retention_mode: true, max_video_secs: 30 })
    expect(await failureOf(submitToken(connection, zero, token, signal))).toMatchObject({
      kind: 'refused',
      status: 400,
      forModerator: expect.stringContaining('“Media token is invalid or has been used”'),
    })
  })

  test('an address', async () => {
    const { reply } = await submitUrl(connection, submission(), 'https://a.example/clip.mp4', signal)
    expect(reply.status).toBe('processing')
    expect(api.requests[0]?.fields).toMatchObject({ url: 'https://a.example/clip.mp4', zero_retention_mode: false })
    expect(api.requests[0]?.file).toBeNull()
  })

  test('an upload without a token is a surprise', async () => {
    api.script('POST /secure_uploads', { kind: 'status', status: 200, body: { success: true } })
    const failure = await failureOf(secureUpload(connection, { ...file, filename: 'a.mp4' }, signal))
    expect(failure).toMatchObject({ kind: 'unreadable', permanent: true, maybeDone: false })
  })

  test('a lost upload can simply be made again: nothing was analysed or paid for', async () => {
    api.script('POST /secure_uploads', { kind: 'lose' })
    const failure = await failureOf(secureUpload(connection, { ...file, filename: 'a.mp4' }, signal))
    expect(failure).toMatchObject({ kind: 'unavailable', maybeDone: false })
  })

  test('a file that is gone is a fault of ours', async () => {
    const gone = { ...file, path: path.join(folder, 'gone.mp4') }
    await expect(submitFile(connection, submission(), gone, signal)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('an empty file, and names that would break the form', async () => {
    const empty = path.join(folder, 'empty')
    fs.writeFileSync(empty, '')
    await submitFile(connection, submission({ marker: 'a"\r\nb.mp4' }), { ...file, path: empty }, signal)
    expect(api.requests[0]?.file).toMatchObject({ sizeBytes: 0, filename: expect.not.stringContaining('\n') })
  })
})

describe('asking', () => {
  test('a finished detection is read, with its quirks', async () => {
    const { reply } = await submitFile(connection, submission(), file, signal)
    await api.finish()
    const { reply: done } = await getDetection(connection, reply.uuid, signal)
    expect(done).toMatchObject({ plainUuid: reply.plainUuid, status: 'completed', durationSeconds: 12.48 })
    expect(done.surprises).toEqual([])
    expect(done.video?.score).toBe(0.9034)
    expect(done.sound?.consistency).toBeCloseTo(0.9725)
  })

  test('one that failed there', async () => {
    api.answerWith(() => ({ status: 'failed' }))
    const { reply } = await submitFile(connection, submission(), file, signal)
    await api.finish()
    expect((await getDetection(connection, reply.uuid, signal)).reply).toMatchObject({
      status: 'failed',
      errorMessage: 'Audio could not be decoded',
    })
  })

  test('one that is not there, and no uuid leads elsewhere', async () => {
    expect(await failureOf(getDetection(connection, crypto.randomUUID(), signal))).toMatchObject({
      kind: 'refused',
      status: 404,
    })
    await failureOf(getDetection(connection, '../secure_uploads', signal))
    expect(api.requests.at(-1)?.path).toBe('/detect/..%2Fsecure_uploads')
  })

  test('deleting, and again', async () => {
    const { reply } = await submitFile(connection, submission(), file, signal)
    expect(await deleteDetection(connection, reply.uuid, signal)).toBe(true)
    expect(await deleteDetection(connection, reply.uuid, signal)).toBe(false)
    api.script('DELETE /detect/*', { kind: 'status', status: 500 })
    expect(await failureOf(deleteDetection(connection, reply.uuid, signal))).toMatchObject({ kind: 'unavailable' })
  })
})

describe('looking for a lost submission', () => {
  const lost = { since: new Date(), zeroRetention: false, sourceUrl: null }

  test('it is found by its marker, many pages down, whatever its ending became', async () => {
    await submitFile(connection, submission({ marker: 'docket-wanted.bin' }), file, signal)
    for (let i = 0; i < 140; i++)
      api.detections.push({ ...api.detections[0]!, uuid: crypto.randomUUID(), filename: `b${i}.mp4` })
    api.detections[0]!.filename = 'Docket-Wanted.mp4'
    const pages: number[] = []
    const beforePage = async () => void pages.push(pages.length)
    const { found } = await findByMarker(connection, { ...lost, marker: 'docket-wanted.bin', beforePage }, signal)
    expect(found?.uuid).toBe(api.detections[0]!.uuid)
    expect(pages).toEqual([0, 1])
  })

  test('it is not there; older ones are not gone through', async () => {
    await submitFile(connection, submission({ marker: 'docket-other.mp4' }), file, signal)
    for (let i = 0; i < 300; i++) {
      const createdAt = new Date(Date.now() - 3_600_000)
      api.detections.unshift({ ...api.detections.at(-1)!, uuid: crypto.randomUUID(), createdAt })
    }
    api.requests.length = 0
    const search = await findByMarker(connection, { ...lost, marker: 'docket-wanted.mp4' }, signal)
    expect(search).toEqual({ found: null, possible: [], complete: true, ofDocket: false })
    expect(api.requests).toHaveLength(1)
  })

  test('where more young ones are listed than are looked through, its absence is not claimed', async () => {
    const item = (i: number) => ({
      uuid: crypto.randomUUID(),
      status: 'completed',
      filename: `b${i}.mp4`,
      created_at: new Date().toISOString(),
    })
    const page = { items: Array.from({ length: 100 }, (_, i) => item(i)), num_pages: 40 }
    api.script(
      'GET /detect',
      ...Array.from({ length: 20 }, () => ({ kind: 'status' as const, status: 200, body: page })),
    )
    const search = await findByMarker(connection, { ...lost, marker: 'docket-wanted.mp4' }, signal)
    expect(search).toMatchObject({ found: null, complete: false })
  })

  test('a list that does not say how many pages it has is gone through to its end', async () => {
    const item = { uuid: crypto.randomUUID(), status: 'completed', filename: 'b.mp4', docket: { stage: null } }
    const wanted = { ...item, uuid: crypto.randomUUID(), filename: 'docket-wanted.mp4' }
    for (const items of [[item], [item, wanted]])
      api.script('GET /detect', { kind: 'status', status: 200, body: items })
    const search = await findByMarker(connection, { ...lost, marker: 'docket-wanted.mp4' }, signal)
    expect(search.found?.uuid).toBe(wanted.uuid)
    for (const items of [[item], []]) api.script('GET /detect', { kind: 'status', status: 200, body: items })
    const absent = await findByMarker(connection, { ...lost, marker: 'docket-wanted.mp4' }, signal)
    expect(absent).toMatchObject({ found: null, complete: true })
  })

  test('under zero retention no name tells; the young ones of that kind are possible', async () => {
    await submitFile(connection, submission(), file, signal)
    const { reply } = await submitFile(connection, submission({ zeroRetention: true }), file, signal)
    const search = await findByMarker(connection, { ...lost, zeroRetention: true, marker: 'docket-wanted.mp4' }, signal)
    expect(search.found).toBeNull()
    expect(search.possible.map(({ uuid }) => uuid)).toEqual([reply.uuid])
  })

  test('one by address is possible by the name in it', async () => {
    const sourceUrl = 'https://a.example/a%20clip.mp4'
    const { reply } = await submitUrl(connection, submission(), sourceUrl, signal)
    await submitUrl(connection, submission(), 'https://a.example/other.mp4', signal)
    const search = await findByMarker(connection, { ...lost, sourceUrl, marker: 'docket-wanted.mp4' }, signal)
    expect(search.possible.map(({ uuid }) => uuid)).toEqual([reply.uuid])
  })

  test('one by an address that names no file is possible whatever it is called, but not as another run of ours', async () => {
    const sourceUrl = 'https://a.example/watch?v=3'
    const { reply } = await submitUrl(connection, submission(), sourceUrl, signal)
    await submitFile(connection, submission({ marker: `docket-${'0'.repeat(32)}.mp4` }), file, signal)
    Object.assign(api.detections[0]!, { filename: 'media-81723.mp4', sourceUrl: null })
    const search = await findByMarker(connection, { ...lost, sourceUrl, marker: 'docket-wanted.mp4' }, signal)
    expect(search.possible.map(({ uuid }) => uuid)).toEqual([reply.uuid])
  })

  test('items that cannot be read are passed over; a list that is none is a surprise', async () => {
    api.script('GET /detect', { kind: 'status', status: 200, body: { items: [null, { uuid: 1 }], num_pages: 1 } })
    expect(await findByMarker(connection, { ...lost, marker: 'm.mp4' }, signal)).toMatchObject({
      found: null,
      possible: [],
      complete: true,
    })
    api.script('GET /detect', { kind: 'status', status: 200, body: { success: true } })
    expect(await failureOf(findByMarker(connection, { ...lost, marker: 'm.mp4' }, signal))).toMatchObject({
      kind: 'unreadable',
    })
  })

  test('giving up before a page', async () => {
    const beforePage = () => Promise.reject(new Error('no turn'))
    await expect(findByMarker(connection, { ...lost, marker: 'm.mp4', beforePage }, signal)).rejects.toThrow('no turn')
    expect(api.requests).toEqual([])
  })
})

describe('failures', () => {
  const submit = () => failureOf(submitFile(connection, submission(), file, signal))
  const ask = () => failureOf(getDetection(connection, crypto.randomUUID(), signal))

  test('a revoked key', async () => {
    api.revokeKey()
    expect(await submit()).toMatchObject({ kind: 'key', status: 401, permanent: true, maybeDone: false })
  })

  test('no money left, with the cost', async () => {
    api.script('POST /detect', paymentRequired)
    const failure = await submit()
    expect(failure).toMatchObject({ kind: 'payment', status: 402, maybeDone: false })
    expect(failure.forAdmin).toContain('0.42 estimated, 0.40 for the detection')
  })

  test('too many requests, with a wait', async () => {
    api.script('POST /detect', { kind: 'status', status: 429, headers: { 'retry-after': '3' } })
    expect(await submit()).toMatchObject({ kind: 'rate', retryAfterSeconds: 3, permanent: false })
  })

  test('an HTML page of a gateway', async () => {
    api.script('POST /detect', { kind: 'html', status: 502 })
    expect(await submit()).toMatchObject({ kind: 'unavailable', status: 502, maybeDone: true })
    api.script('GET /detect/*', { kind: 'html', status: 200 })
    const page = await ask()
    expect(page).toMatchObject({ kind: 'unreadable', permanent: false, maybeDone: false })
    expect(page.forAdmin).toContain('a web page in place of JSON (200)')
  })

  test('an answer that is lost after the work was done', async () => {
    api.script('POST /detect', { kind: 'lose' })
    expect(await submit()).toMatchObject({ kind: 'unavailable', maybeDone: true, permanent: false })
    expect(api.detections).toHaveLength(1)
  })

  test('an answer that is cut off', async () => {
    api.script('POST /detect', { kind: 'cut' })
    expect(await submit()).toMatchObject({ kind: 'unreadable', maybeDone: true, permanent: false })
    api.script('GET /detect/*', { kind: 'raw', status: 200, body: '{"success": true, "item": {"uu' })
    expect((await ask()).forAdmin).toContain('ends in the middle (200)')
  })

  test.each([
    ['', 'with nothing at all (200)'],
    ['OK', 'something that is no JSON (200)'],
  ])('an answer of %j', async (body, said) => {
    api.script('GET /detect/*', { kind: 'raw', status: 200, body })
    expect((await ask()).forAdmin).toContain(said)
  })

  test('a question is put once more when a kept connection had been closed', async () => {
    const { reply } = await submitFile(connection, submission(), file, signal)
    api.script('GET /detect/*', { kind: 'drop' })
    expect((await getDetection(connection, reply.uuid, signal)).reply.uuid).toBe(reply.uuid)
    api.script('GET /detect/*', { kind: 'drop' }, { kind: 'drop' })
    expect(await ask()).toMatchObject({ kind: 'unavailable', maybeDone: false })
  })

  test('a submission is never put twice by itself', async () => {
    api.script('POST /detect', { kind: 'drop' })
    expect(await submit()).toMatchObject({ kind: 'unavailable', maybeDone: true })
    expect(api.requests.filter(({ route }) => route === 'POST /detect')).toHaveLength(1)
  })

  test('no answer in time', async () => {
    api.script('GET /detect', { kind: 'hang' })
    const call = { method: 'GET' as const, path: '/detect?page=1', signal, patience: { headers: 300, body: 300 } }
    expect(await failureOf(callRemote(connection, call))).toMatchObject({
      kind: 'unavailable',
      forAdmin: expect.stringContaining('did not answer in time'),
    })
  })

  test('a redirect is not followed', async () => {
    api.script('GET /detect/*', { kind: 'status', status: 302, headers: { location: 'https://elsewhere.example/' } })
    expect(await ask()).toMatchObject({ kind: 'unreadable', status: 302, permanent: true })
  })

  test('an answer without end', async () => {
    api.script('GET /detect/*', { kind: 'raw', status: 200, body: Buffer.alloc(21 * 1024 * 1024, 0x20) })
    expect((await ask()).forAdmin).toContain('more than 20 MB')
  })

  test('nobody there', async () => {
    await api.stop()
    expect(await submit()).toMatchObject({ kind: 'unavailable', maybeDone: false })
    connection = { ...connection, url: 'http://nobody.invalid/api/v2' }
    expect((await submit()).forAdmin).toContain('cannot be found')
    api = await startHostedApi()
  })

  test('the caller’s own end comes through as it is', async () => {
    api.script('POST /detect', { kind: 'hang' })
    const reason = new Error('shutting down')
    const stop = new AbortController()
    setTimeout(() => stop.abort(reason), 100)
    await expect(submitFile(connection, submission(), file, stop.signal)).rejects.toBe(reason)
  })

  test('a key that is repeated in an answer goes no further', async () => {
    api.script('GET /detect/*', { kind: 'status', status: 403, body: { error: `Key ${api.key} may not` } })
    const failure = await ask()
    expect(failure.kind).toBe('forbidden')
    expect(JSON.stringify({ ...failure, message: failure.message })).not.toContain(api.key)
  })

  test('a callback address that is repeated in an answer goes no further', async () => {
    const token = crypto.randomBytes(32).toString('base64url')
    const callbackUrl = `https://d.example/api/callbacks/detection/${token}`
    for (const said of [callbackUrl, encodeURIComponent(callbackUrl)]) {
      const body = { error: `callback_url ${said} cannot be reached` }
      api.script('POST /detect', { kind: 'status', status: 400, body })
      const failure = await failureOf(submitFile(connection, submission({ callbackUrl }), file, signal))
      expect(failure.forAdmin).toMatch(/callback_url .*detection.* cannot be reached/)
      expect(JSON.stringify(failure)).not.toContain(token)
    }
    const escaped = JSON.stringify({ success: true, item: { echo: callbackUrl } }).replaceAll('/', '\\/')
    api.script('GET /detect/*', { kind: 'raw', status: 200, body: escaped })
    const answer = await callRemote(connection, { method: 'GET', path: '/detect/1', signal })
    expect(answer).toEqual({ success: true, item: { echo: callbackUrl.replace(token, '…') } })
  })

  test('no upload outlasts its job, and a slow one of the largest direct size still gets through', () => {
    const patience = { headers: 120_000, body: 30_000 }
    expect(longestFor(5 * 1024 ** 4, patience)).toBeLessThan(12 * 3600_000)
    expect(longestFor(150 * 1024 ** 2, patience)).toBeGreaterThan(30 * 60_000)
    expect(longestFor(0, patience)).toBe(150_000)
  })

  test('an answer that comes before the file was sent', async () => {
    const early = net.createServer((socket) => {
      const body = '{"success":false,"error":"Unauthorized"}'
      socket.on('error', () => {})
      socket.once('data', () =>
        socket.end(
          `HTTP/1.1 401 Unauthorized\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
        ),
      )
    })
    await new Promise<void>((resolve) => early.listen(0, '127.0.0.1', resolve))
    connection = { ...connection, url: `http://127.0.0.1:${(early.address() as AddressInfo).port}/api/v2` }
    const failure = await submit()
    // Where the socket's end overtakes the answer, it counts as lost.
    expect(['key', 'unavailable']).toContain(failure.kind)
    await new Promise((resolve) => early.close(resolve))
  })
})

describe('whom it connects to', () => {
  test.each([
    ['http://127.0.0.1:9/api/v2'],
    ['https://127.0.0.1/api/v2'],
    ['https://10.0.0.7/api/v2'],
    ['https://[::1]/api/v2'],
    ['https://detector.internal/api/v2'],
    ['https://169.254.169.254/api/v2'],
    ['https://a.example:8443/api/v2'],
    ['http://a.example/api/v2'],
  ])('a team’s own %s is not dialled', async (url) => {
    const failure = await failureOf(getDetection({ url, key: 'k', ofInstance: false }, crypto.randomUUID(), signal))
    expect(failure).toMatchObject({ kind: 'refused', permanent: true, status: null, maybeDone: false })
    expect(failure.forAdmin).toContain('Nothing was sent to')
  })

  test('one the administrator allowed is', async () => {
    const allowed = env().ALLOWED_PRIVATE_HOSTS
    allowed.push(api.host)
    try {
      const own = { ...connection, ofInstance: false }
      const { reply } = await submitFile(own, submission(), file, signal)
      expect((await getDetection(own, reply.uuid, signal)).reply.uuid).toBe(reply.uuid)
    } finally {
      allowed.splice(allowed.indexOf(api.host), 1)
    }
    // Also over a connection that is still open.
    const failure = await failureOf(getDetection({ ...connection, ofInstance: false }, crypto.randomUUID(), signal))
    expect(failure.kind).toBe('refused')
  })

  test('its connections are kept open', async () => {
    const ports = new Set<number>()
    const server = http.createServer((request, response) => {
      ports.add(request.socket.remotePort ?? 0)
      response.setHeader('content-type', 'application/json')
      response.end('{"items":[]}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v2`
    for (let i = 0; i < 5; i++)
      await callRemote({ url, key: 'k', ofInstance: true }, { method: 'GET', path: '/', signal })
    // The next request may come before the last one’s connection is seen to be free.
    expect(ports.size).toBeLessThanOrEqual(2)
    expect(hostOf({ url })).toMatch(/^127\.0\.0\.1:\d+$/)
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
})
