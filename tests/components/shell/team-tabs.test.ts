import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { switchTo, uploadsUnderWay, whyStay } from '@/components/shell/switch-to'
import { arriveIn, leaveForHome, onMoved, takeArrival } from '@/components/shell/team-tabs'
import { noteUnsaved } from '@/components/shell/unsaved'
import { keptUploads } from '@/components/submit/kept-uploads'
import { usualOptions } from '@/components/submit/submission'
import { cancelEverything, clearEnded, submissionStore, submitUrl } from '@/components/submit/submission-store'
import { urlsInLot } from '@/lib/cases/url-lot'
import { keptInMemory } from '../../support/kept-in-memory'

const toasts = vi.hoisted(() => ({ error: vi.fn(), success: vi.fn() }))
vi.mock('sonner', () => ({ toast: toasts }))

const assign = vi.fn()
const confirm = vi.fn()
let kept: Map<string, string>

beforeEach(() => {
  kept = new Map()
  const sessionStorage = keptInMemory(kept)
  vi.stubGlobal('sessionStorage', sessionStorage)
  vi.stubGlobal('window', Object.assign(new EventTarget(), { sessionStorage, location: { assign }, confirm }))
  vi.useFakeTimers({ toFake: ['setTimeout'] })
})
afterEach(() => {
  cancelEverything()
  clearEnded()
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.clearAllMocks()
})

const never = () => new Promise<never>(() => {})

test('a change of team goes to its Home, and greets there once', async () => {
  await switchTo(async () => ({ ok: true, data: { teamId: 'b' } }), 'b')
  vi.runAllTimers()
  expect(assign).toHaveBeenCalledWith('/')
  expect(takeArrival('b')).toBe(true)
  expect(takeArrival('b')).toBe(false)
})

test('whoever is not in it any more stays, and is told', async () => {
  await switchTo(async () => ({ ok: false, message: 'You are not in that team any more.' }), 'b')
  expect(toasts.error).toHaveBeenCalledWith('You are not in that team any more.')
  await switchTo(() => Promise.reject(new Error('offline')), 'b')
  expect(toasts.error).toHaveBeenLastCalledWith(expect.stringContaining('could not be reached'))
  vi.runAllTimers()
  expect(assign).not.toHaveBeenCalled()
})

test('nobody leaves while something is on its way to the team', async () => {
  submitUrl('https://example.test/a.jpg', usualOptions, never)
  expect(uploadsUnderWay()).toMatch(/^One file is still on the way/)
  const send = vi.fn()
  await switchTo(send, 'b')
  expect(send).not.toHaveBeenCalled()
  expect(toasts.error).toHaveBeenCalledOnce()
})

test('to cancel is said only of what can be cancelled: what is checked, the server has', () => {
  submitUrl('https://example.test/a.jpg', usualOptions, never)
  expect(uploadsUnderWay()).toMatch(/Wait until that has ended\.$/)
  for (let more = 0; more < urlsInLot; more++) submitUrl(`https://example.test/${more}.jpg`, usualOptions, never)
  expect(submissionStore.read()[0]?.phase).toBe('waiting')
  expect(uploadsUnderWay()).toMatch(/ files are .* has ended, or cancel on Submit what is not being checked yet\.$/)
})

test('what a tab kept of the team before is gone, and nothing more of it is begun', () => {
  for (const url of ['a', 'b', 'c', 'd', 'e']) submitUrl(url, usualOptions, never)
  keptUploads.keep('file', '/api/uploads/resumable/1')
  kept.set('other', 'stays')
  leaveForHome()
  expect(submissionStore.read().map(({ phase }) => phase)).toEqual(Array(5).fill('cancelled'))
  expect(uploadsUnderWay()).toBeNull()
  expect([...kept.keys()]).toEqual(['other'])
})

test('other tabs hear of it', async () => {
  vi.useRealTimers()
  const heard = new Promise<string>((resolve) => {
    const stop = onMoved((teamId) => {
      stop()
      resolve(teamId)
    })
  })
  arriveIn('c')
  expect(await heard).toBe('c')
  await new Promise((done) => setTimeout(done, 80))
  expect(assign).toHaveBeenCalledWith('/')
})

test('who has something unsaved is asked before the session moves; afterwards nobody can stay and save it for another team', async () => {
  const saved = noteUnsaved()
  const send = vi.fn(async () => ({ ok: true as const, data: { teamId: 'b' } }))
  confirm.mockReturnValue(false)
  await switchTo(send, 'b')
  expect(whyStay()).toMatch(/^You stayed/)
  expect(send).not.toHaveBeenCalled()
  confirm.mockReturnValue(true)
  await switchTo(send, 'b')
  expect(window.dispatchEvent(new Event('beforeunload', { cancelable: true }))).toBe(true)
  vi.runAllTimers()
  expect(assign).toHaveBeenCalledWith('/')
  expect(whyStay()).toBeNull()
  saved()
})
