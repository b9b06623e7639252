import { afterEach, expect, test, vi } from 'vitest'
import type { Delivery, SendOutcome } from '@/components/submit/delivery'
import { chooseWay, sendFile } from '@/components/submit/send-file'
import { countPhases, usualOptions } from '@/components/submit/submission'
import {
  cancelSubmission,
  clearEnded,
  pauseSubmission,
  retrySubmission,
  submissionStore,
  submitFile,
  submitUrl,
} from '@/components/submit/submission-store'
import type { OpenUrl } from '@/components/submit/url-lots'
import { urlsInLot } from '@/lib/cases/url-lot'

vi.mock('@/components/submit/send-file', async (original) => ({
  ...(await original<typeof import('@/components/submit/send-file')>()),
  sendFile: vi.fn(),
}))

const most = 150 * 1024 * 1024

afterEach(() => {
  vi.mocked(sendFile).mockReset()
  for (const one of submissionStore.read()) cancelSubmission(one.id)
  clearEnded()
})

const phases = () => Object.fromEntries(submissionStore.read().map((one) => [one.name, one.phase]))

/** A server that answers when it is told to. */
function heldServer() {
  const answers: (() => void)[] = []
  let asked = 0
  const open: OpenUrl = () => {
    asked += 1
    const number = asked
    return new Promise((resolve) => answers.push(() => resolve({ ok: true, number })))
  }
  return { open, answers, asked: () => asked }
}

test('a lot of addresses goes at once, the next when one is through, and each ends as a case', async () => {
  const server = heldServer()
  for (let i = 0; i <= urlsInLot; i++) submitUrl(`a${i}`, usualOptions, server.open)
  expect(server.asked()).toBe(urlsInLot)
  expect(phases()).toMatchObject({ a0: 'checking', [`a${urlsInLot - 1}`]: 'checking', [`a${urlsInLot}`]: 'waiting' })
  server.answers[0]?.()
  await vi.waitFor(() => expect(server.asked()).toBe(urlsInLot + 1))
  for (const answer of server.answers) answer()
  const handedIn = urlsInLot + 1
  await vi.waitFor(() => expect(countPhases(submissionStore.read())).toMatchObject({ underWay: 0, handedIn }))
  expect(submissionStore.read().map((one) => one.caseNumber)[0]).toBe(handedIn)
})

test('three files go at once, and addresses do not wait for them', () => {
  heldSending()
  const server = heldServer()
  for (const name of ['a.mp4', 'b.mp4', 'c.mp4', 'd.mp4']) submitFile(fileOf(name, 10), usualOptions, null, most)
  submitUrl('a', usualOptions, server.open)
  expect(phases()).toMatchObject({ 'c.mp4': 'sending', 'd.mp4': 'waiting', a: 'checking' })
})

test('the same is not handed in twice, neither under way nor afterwards', async () => {
  const server = heldServer()
  expect(submitUrl('a', usualOptions, server.open)).toBe(true)
  expect(submitUrl('a', usualOptions, server.open)).toBe(false)
  server.answers[0]?.()
  await vi.waitFor(() => expect(phases()).toEqual({ a: 'handed-in' }))
  expect(submitUrl('a', usualOptions, server.open)).toBe(false)
  expect(server.asked()).toBe(1)
})

test('a refusal says why and can be tried again; an unreachable server too', async () => {
  const open = vi.fn<OpenUrl>()
  open.mockResolvedValueOnce({ ok: false, message: 'The URL is not publicly reachable.' })
  open.mockRejectedValueOnce(new TypeError('fetch failed'))
  open.mockResolvedValueOnce({ ok: true, number: 7 })
  submitUrl('a', usualOptions, open)
  await vi.waitFor(() => expect(submissionStore.read()[0]?.message).toBe('The URL is not publicly reachable.'))
  retrySubmission('a')
  await vi.waitFor(() => expect(submissionStore.read()[0]?.message).toMatch(/could not be reached/))
  retrySubmission('a')
  await vi.waitFor(() =>
    expect(submissionStore.read()[0]).toMatchObject({ phase: 'handed-in', caseNumber: 7, message: null }),
  )
  const attempts = open.mock.calls.map(([{ attempt }]) => attempt)
  expect(attempts[0]).toMatch(/^[0-9a-f]{32}$/)
  expect(new Set(attempts).size).toBe(1)
})

test('a cancelled one frees its place, and stays cancelled when the answer that comes late is no', async () => {
  let refuse = (_answer: { ok: false; message: string }) => {}
  submitUrl('a', usualOptions, () => new Promise((resolve) => (refuse = resolve)))
  const server = heldServer()
  for (const url of ['b', 'c', 'd']) submitUrl(url, usualOptions, server.open)
  cancelSubmission('a')
  expect(phases()).toMatchObject({ a: 'cancelled', d: 'checking' })
  refuse({ ok: false, message: 'No.' })
  await new Promise((resolve) => setTimeout(resolve, 10))
  expect(submissionStore.read().at(-1)).toMatchObject({ phase: 'cancelled', message: null })
})

test('what the server had taken before it was cancelled is a case, and says so', async () => {
  const server = heldServer()
  submitUrl('a', usualOptions, server.open)
  cancelSubmission('a')
  server.answers[0]?.()
  await vi.waitFor(() => expect(phases()).toEqual({ a: 'handed-in' }))
  expect(first()).toMatchObject({ caseNumber: 1, message: expect.stringContaining('before it was cancelled') })

  let take = (_outcome: SendOutcome) => {}
  vi.mocked(sendFile).mockImplementation(() => new Promise((resolve) => (take = resolve)))
  submitFile(fileOf('film.mp4', most + 1), usualOptions, null, most)
  cancelSubmission(first()?.id ?? '')
  take({ ok: true, caseNumber: 8 })
  await vi.waitFor(() => expect(first()).toMatchObject({ phase: 'handed-in', caseNumber: 8 }))
  expect(first()?.message).toContain('before it was cancelled')
})

test('one that was tried again meanwhile ends as the case that its first try had become, whatever the second is told', async () => {
  const answers: ((answer: Awaited<ReturnType<OpenUrl>>) => void)[] = []
  submitUrl('a', usualOptions, () => new Promise((resolve) => answers.push(resolve)))
  cancelSubmission('a')
  retrySubmission('a')
  answers[0]?.({ ok: true, number: 5 })
  await vi.waitFor(() => expect(phases()).toEqual({ a: 'handed-in' }))
  answers[1]?.({ ok: false, message: 'Too many requests.' })
  await new Promise((resolve) => setTimeout(resolve, 10))
  expect(first()).toMatchObject({ phase: 'handed-in', caseNumber: 5 })
})

test('a file refused beforehand is listed with its sentence and never sent', () => {
  const file = new File(['x'], 'notes.txt')
  expect(submitFile(file, usualOptions, '“notes.txt” cannot be handed in.', most)).toBe(true)
  expect(submissionStore.read()).toMatchObject([
    { name: 'notes.txt', phase: 'refused', retryable: false, message: '“notes.txt” cannot be handed in.' },
  ])
})

/** Sends nothing until it is told how that ends; an abort ends it as the real ones do. */
function heldSending() {
  const tries: { way: string; delivery: Delivery; end(outcome: SendOutcome): void }[] = []
  vi.mocked(sendFile).mockImplementation(
    (way, delivery) =>
      new Promise((resolve) => {
        delivery.signal.addEventListener('abort', () => resolve({ ok: false, retryable: true, message: 'Cancelled.' }))
        tries.push({ way, delivery, end: resolve })
      }),
  )
  return tries
}
const fileOf = (name: string, size: number) => Object.defineProperty(new File(['x'], name), 'size', { value: size })
const first = () => submissionStore.read()[0]

test('what is larger than one request may be goes in pieces, and so does what broke off', () => {
  const way = (sizeBytes: number, change: Partial<Parameters<typeof chooseWay>[0]> = {}) =>
    chooseWay({ sizeBytes, directBytes: most, broke: false, zeroRetention: false, store: 'server', ...change })
  expect(way(most)).toBe('direct')
  expect(way(most + 1)).toBe('resumable')
  expect(way(10, { broke: true })).toBe('resumable')
  expect(way(10, { store: 'uploadthing' })).toBe('uploadthing')
  // Pieces and the store would have it as it is.
  for (const change of [{}, { broke: true }, { store: 'uploadthing' as const }])
    expect(way(most + 1, { ...change, zeroRetention: true })).toBe('direct')
})

test('a large file can be paused and goes on where it stopped, under the same attempt', async () => {
  const tries = heldSending()
  submitFile(fileOf('long.mp4', most + 1), usualOptions, null, most)
  const id = first()?.id ?? ''
  expect(first()).toMatchObject({ phase: 'sending', resumable: true })
  tries[0]?.delivery.progress.sent(70_000_000)
  pauseSubmission(id)
  expect(tries[0]?.delivery.signal.aborted).toBe(true)
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(first()).toMatchObject({ phase: 'paused', sentBytes: 70_000_000 })
  expect(countPhases(submissionStore.read())).toMatchObject({ underWay: 0, paused: 1 })
  clearEnded()
  retrySubmission(id)
  expect(first()).toMatchObject({ phase: 'sending', sentBytes: 70_000_000 })
  expect(tries[1]?.delivery.attempt).toBe(tries[0]?.delivery.attempt)
  tries[1]?.end({ ok: true, caseNumber: 12 })
  await vi.waitFor(() => expect(first()).toMatchObject({ phase: 'handed-in', caseNumber: 12 }))
})

test('a paused one frees its place for the next', () => {
  heldSending()
  for (const name of ['a.mp4', 'b.mp4', 'c.mp4', 'd.mp4']) submitFile(fileOf(name, most + 1), usualOptions, null, most)
  expect(phases()).toMatchObject({ 'a.mp4': 'sending', 'd.mp4': 'waiting' })
  pauseSubmission(submissionStore.read().at(-1)?.id ?? '')
  expect(phases()).toMatchObject({ 'a.mp4': 'paused', 'd.mp4': 'sending' })
})

test('a small file goes in one request and cannot be paused; after a break it goes in pieces', async () => {
  const tries = heldSending()
  submitFile(fileOf('small.jpg', 1000), usualOptions, null, most)
  const id = first()?.id ?? ''
  pauseSubmission(id)
  expect(first()).toMatchObject({ phase: 'sending', resumable: false })
  tries[0]?.end({ ok: false, retryable: true, broke: true, message: 'The connection broke off.' })
  await vi.waitFor(() => expect(first()).toMatchObject({ phase: 'refused', retryable: true }))
  retrySubmission(id)
  expect(tries.map(({ way }) => way)).toEqual(['direct', 'resumable'])
  expect(first()).toMatchObject({ phase: 'sending', resumable: true })
})

test('a file that was refused for what it is does not change its way', async () => {
  const tries = heldSending()
  submitFile(fileOf('small.jpg', 1000), usualOptions, null, most)
  tries[0]?.end({ ok: false, retryable: true, message: 'You are signed out.' })
  await vi.waitFor(() => expect(first()?.phase).toBe('refused'))
  retrySubmission(first()?.id ?? '')
  expect(tries.map(({ way }) => way)).toEqual(['direct', 'direct'])
})
