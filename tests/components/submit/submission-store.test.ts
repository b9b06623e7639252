import { afterEach, expect, test, vi } from 'vitest'
import { countPhases, usualOptions } from '@/components/submit/submission'
import {
  cancelSubmission,
  clearEnded,
  type OpenUrl,
  retrySubmission,
  submissionStore,
  submitFile,
  submitUrl,
} from '@/components/submit/submission-store'

afterEach(() => {
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
    return new Promise((resolve) => answers.push(() => resolve({ ok: true, data: { number } })))
  }
  return { open, answers, asked: () => asked }
}

test('three go at once, the next when one is through, and each ends as a case', async () => {
  const server = heldServer()
  for (const url of ['a', 'b', 'c', 'd']) submitUrl(url, usualOptions, server.open)
  expect(server.asked()).toBe(3)
  expect(phases()).toEqual({ a: 'checking', b: 'checking', c: 'checking', d: 'waiting' })
  server.answers[0]?.()
  await vi.waitFor(() => expect(server.asked()).toBe(4))
  for (const answer of server.answers) answer()
  await vi.waitFor(() => expect(countPhases(submissionStore.read())).toMatchObject({ underWay: 0, handedIn: 4 }))
  expect(submissionStore.read().map((one) => one.caseNumber)).toEqual([4, 3, 2, 1])
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
  open.mockResolvedValueOnce({ ok: true, data: { number: 7 } })
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

test('a cancelled one stays cancelled when its answer comes late, and frees its place', async () => {
  const server = heldServer()
  for (const url of ['a', 'b', 'c', 'd']) submitUrl(url, usualOptions, server.open)
  cancelSubmission('a')
  expect(phases()).toMatchObject({ a: 'cancelled', d: 'checking' })
  server.answers[0]?.()
  await new Promise((resolve) => setTimeout(resolve, 10))
  expect(phases()).toMatchObject({ a: 'cancelled' })
})

test('a file refused beforehand is listed with its sentence and never sent', () => {
  const file = new File(['x'], 'notes.txt')
  expect(submitFile(file, usualOptions, '“notes.txt” cannot be handed in.')).toBe(true)
  expect(submissionStore.read()).toMatchObject([
    { name: 'notes.txt', phase: 'refused', retryable: false, message: '“notes.txt” cannot be handed in.' },
  ])
})
