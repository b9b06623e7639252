import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { leaveSession, lostBySigningOut } from '@/components/shell/leave-session'
import { noteUnsaved } from '@/components/shell/unsaved'
import { keptUploads } from '@/components/submit/kept-uploads'
import { usualOptions } from '@/components/submit/submission'
import { cancelEverything, clearEnded, submissionStore, submitUrl } from '@/components/submit/submission-store'
import { keptInMemory } from '../../support/kept-in-memory'

let page: EventTarget
const assign = vi.fn()

beforeEach(() => {
  vi.stubGlobal('sessionStorage', keptInMemory())
  page = Object.assign(new EventTarget(), { location: { assign } })
  vi.stubGlobal('window', page)
})
afterEach(() => {
  cancelEverything()
  clearEnded()
  vi.unstubAllGlobals()
  vi.clearAllMocks()
})

const never = () => new Promise<never>(() => {})
/** Whether the browser would ask before the page is left. */
const asks = () => !page.dispatchEvent(new Event('beforeunload', { cancelable: true }))

test('what is on its way is told before the session ends, and dropped with it', async () => {
  expect(lostBySigningOut()).toBeNull()
  for (const url of ['a', 'b']) submitUrl(url, usualOptions, never)
  keptUploads.keep('film.mp4', '/api/uploads/resumable/1')
  expect(lostBySigningOut()).toMatch(/^2 hand-ins are still on the way/)
  expect(submissionStore.read().map(({ phase }) => phase)).toEqual(['checking', 'checking'])
  const signOut = vi.fn(async () => {})
  await leaveSession(signOut)
  expect(signOut).toHaveBeenCalledOnce()
  expect(submissionStore.read().map(({ phase }) => phase)).toEqual(['cancelled', 'cancelled'])
  expect(keptUploads.find('film.mp4')).toBeNull()
  expect(assign).toHaveBeenCalledWith('/sign-in')
})

test('so are changes that the page would ask about, and the browser does not ask once more afterwards', async () => {
  const saved = noteUnsaved()
  expect(lostBySigningOut()).toMatch(/not saved yet/)
  expect(asks()).toBe(true)
  await leaveSession(() => Promise.reject(new Error('offline')))
  expect(assign).toHaveBeenCalledWith('/sign-in')
  expect(asks()).toBe(false)
  saved()
})

test('of both, both are told', () => {
  submitUrl('a', usualOptions, never)
  const saved = noteUnsaved()
  expect(lostBySigningOut()).toMatch(
    /^One hand-in is still on the way\. .* is dropped\. This page has changes .* are dropped\.$/,
  )
  saved()
})

test('what is saved is asked about no more; of two forms both have to be', () => {
  const [one, other] = [noteUnsaved(), noteUnsaved()]
  one()
  expect(asks()).toBe(true)
  other()
  expect(asks()).toBe(false)
  expect(lostBySigningOut()).toBeNull()
})
