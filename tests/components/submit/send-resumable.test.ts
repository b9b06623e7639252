import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Delivery } from '@/components/submit/delivery'
import { keptUploads } from '@/components/submit/kept-uploads'
import { giveUpUpload, sendResumable } from '@/components/submit/send-resumable'
import { usualOptions } from '@/components/submit/submission'

/** What the tus client was asked for last, to be driven by the test: the bytes' way is tested over real HTTP. */
const client = vi.hoisted(() => ({
  last: undefined as unknown as {
    url: string | null
    options: Record<string, (value?: unknown) => void>
    aborted: boolean
  },
}))
vi.mock('tus-js-client', () => ({
  Upload: class {
    url: string | null = null
    aborted = false
    file: File
    options: never
    constructor(file: File, options: never) {
      this.file = file
      this.options = options
      client.last = this
    }
    start() {}
    async abort() {
      this.aborted = true
    }
  },
}))

const url = 'http://localhost:3000/api/uploads/resumable/1'
let held: Map<string, string>
beforeEach(() => {
  held = new Map()
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
    removeItem: (key: string) => void held.delete(key),
  })
})
afterEach(() => vi.unstubAllGlobals())

function deliver(change: Partial<Delivery> = {}) {
  const stop = new AbortController()
  const progress = { sent: vi.fn(), checking: vi.fn() }
  const delivery: Delivery = {
    file: new File(['abc'], 'long.mp4', { type: 'video/mp4' }),
    fileId: 'long',
    options: { ...usualOptions, maxVideoSecs: 60 },
    attempt: 'a1',
    signal: stop.signal,
    progress,
    ...change,
  }
  return { outcome: sendResumable(delivery), stop, progress }
}
async function begun() {
  client.last = undefined as never
  const sending = deliver()
  await vi.waitFor(() => expect(client.last?.aborted).toBe(false))
  client.last.url = url
  client.last.options.onUploadUrlAvailable?.()
  return sending
}
const answers = (status: number, body: unknown) => vi.fn(async () => Response.json(body, { status }))

beforeEach(() => {
  client.last = undefined as never
})

test('when all bytes are there it is handed in with the options, and forgotten', async () => {
  const fetch = answers(200, { caseNumber: 7 })
  vi.stubGlobal('fetch', fetch)
  const { outcome, progress } = await begun()
  expect(keptUploads.find('long')).toBe(url)
  client.last.options.onSuccess?.()
  expect(await outcome).toEqual({ ok: true, caseNumber: 7 })
  expect(progress.checking).toHaveBeenCalledOnce()
  const [asked, init] = fetch.mock.calls[0] as unknown as [string, RequestInit]
  expect([asked, init.method, init.headers]).toEqual([url, 'POST', { 'Idempotency-Key': 'a1' }])
  const off = 'intelligence=false&audio_source_tracing=false&use_reverse_search=false'
  const usual = 'modality=all&frame_length=2&face_only=false&use_ood_detector=false&infer_from_intelligence=false'
  expect(String(init.body)).toBe(`zero_retention_mode=false&visualize=true&${off}&${usual}&max_video_secs=60`)
  expect(keptUploads.find('long')).toBeNull()
})

test('a broken connection keeps what has arrived, and the next try begins there', async () => {
  const { outcome } = await begun()
  client.last.options.onError?.(Object.assign(new Error('broken'), { originalResponse: null }))
  expect(await outcome).toMatchObject({
    ok: false,
    retryable: true,
    broke: true,
    message: expect.stringMatching(/resume it/),
  })
  client.last = undefined as never
  deliver()
  await vi.waitFor(() => expect(client.last.options.uploadUrl).toBe(url))
})

test('what the server refuses is told in its words and not kept', async () => {
  const { outcome } = await begun()
  const originalResponse = {
    getStatus: () => 400,
    getBody: () => JSON.stringify({ message: '“long.mp4” is no video.' }),
  }
  client.last.options.onError?.(Object.assign(new Error('refused'), { originalResponse }))
  expect(await outcome).toEqual({ ok: false, retryable: false, message: '“long.mp4” is no video.' })
  expect(keptUploads.find('long')).toBeNull()
})

test('a store that is down, and a lost answer, leave the upload to be handed in again', async () => {
  vi.stubGlobal('fetch', answers(503, { message: 'The store is down.' }))
  const first = await begun()
  client.last.options.onSuccess?.()
  expect(await first.outcome).toEqual({ ok: false, retryable: true, message: 'The store is down.' })
  vi.stubGlobal('fetch', vi.fn().mockRejectedValue(new TypeError('fetch failed')))
  const second = await begun()
  client.last.options.onSuccess?.()
  expect(await second.outcome).toMatchObject({ ok: false, retryable: true, broke: true })
  expect(keptUploads.find('long')).toBe(url)
})

test('an abort stops the client and keeps what has arrived; giving up deletes it', async () => {
  const { outcome, stop } = await begun()
  stop.abort()
  expect(await outcome).toMatchObject({ ok: false, retryable: true })
  expect(client.last.aborted).toBe(true)
  expect(keptUploads.find('long')).toBe(url)
  const fetch = vi.fn(async () => new Response(null, { status: 204 }))
  vi.stubGlobal('fetch', fetch)
  giveUpUpload('long')
  expect(fetch).toHaveBeenCalledWith(url, { method: 'DELETE', headers: { 'Tus-Resumable': '1.0.0' } })
  giveUpUpload('long')
  expect(fetch).toHaveBeenCalledOnce()
})
