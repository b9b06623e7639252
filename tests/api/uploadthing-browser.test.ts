import '../support/data-folder'
import crypto from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { POST } from '@/app/api/uploadthing/route'
import { sendToUploadThing } from '@/components/submit/send-to-uploadthing'
import { usualOptions } from '@/components/submit/submission'
import type { Member } from '@/lib/access/actor'
import { findSession } from '@/lib/access/find-session'
import { signInMember } from '@/lib/access/sign-in-member'
import { DocketError } from '@/lib/errors'
import { useTestDatabase } from '../support/database'
import { png } from '../support/media-bytes'
import { makeTeam, password } from '../support/people'
import { serveRoute } from '../support/serve-route'
import { startUploadThing, type UploadThingStandIn } from '../support/uploadthing'
import { setUploadThing } from '../support/uploadthing-settings'
import { NodeXMLHttpRequest } from '../support/xml-http-request'

/* The browser's part as it is, with the library's own client; only what a browser brings is put in its place. */

let signedIn: Member | null = null
vi.mock('@/lib/access/session', () => ({
  authenticateMember: async () => {
    if (!signedIn) throw new DocketError('unauthorized', 'You are signed out. Sign in again; nothing was changed.')
    return signedIn
  },
}))

const db = useTestDatabase()
let member: Member
let ut: UploadThingStandIn
let desk: Awaited<ReturnType<typeof serveRoute>>

beforeAll(async () => {
  const { moderator } = await makeTeam()
  const { sessionId } = await signInMember({ email: moderator.email, password, address: '203.0.113.9' })
  member = (await findSession(sessionId))!
  desk = await serveRoute(POST)
  ut = await startUploadThing()
  setUploadThing(ut.settings, { MEDIA_STORE: 'uploadthing', PUBLIC_URL: desk.origin })
  const real = globalThis.fetch
  vi.stubGlobal('location', new URL(`${desk.origin}/submit`))
  vi.stubGlobal('XMLHttpRequest', NodeXMLHttpRequest)
  vi.stubGlobal('fetch', (input: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    if (input.startsWith(desk.origin)) headers.set('origin', desk.origin)
    return real(input, { ...init, headers })
  })
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
beforeEach(() => {
  signedIn = member
  Object.assign(ut.faults, {
    breakAfter: [],
    refuse: 0,
    down: false,
    undeletable: false,
    muteReports: false,
    slowRegistration: 0,
  })
})
afterAll(async () => {
  vi.unstubAllGlobals()
  await ut?.close()
  await desk?.close()
})

async function delivery(bytes = 0, name = 'photo.png') {
  const sent: number[] = []
  const checking = vi.fn()
  const stop = new AbortController()
  const file = new File([new Uint8Array(await png()), new Uint8Array(bytes)], name, { type: 'image/png' })
  const progress = { sent: (so: number) => void sent.push(so), checking }
  const attempt = crypto.randomUUID()
  const options = { ...usualOptions, maxVideoSecs: 9 }
  return { file, fileId: name, options, attempt, signal: stop.signal, progress, sent, stop, checking }
}

const puts = () => ut.seen.filter((line) => line.startsWith('PUT'))
const cases = async () => (await db.owner`select count(*)::int as n from cases`)[0]!.n as number

test('a file goes straight to UploadThing, tells how far it is, and comes back as a case', async () => {
  const one = await delivery(3_000_000)
  const outcome = await sendToUploadThing(one)
  expect(outcome).toEqual({ ok: true, caseNumber: expect.any(Number) })
  expect(one.sent.length).toBeGreaterThan(10)
  expect(one.sent.at(-1)).toBe(one.file.size)
  expect(one.checking).toHaveBeenCalled()
  const number = outcome.ok ? outcome.caseNumber : 0
  const [row] = await db.owner`select d.parameters from cases c join detections d on d.case_id = c.id
    where c.number = ${number}`
  expect(row?.parameters).toMatchObject({ visualize: true, maxVideoSecs: 9 })
})

test('after a break it goes on by itself where it broke', async () => {
  const one = await delivery(3_000_000)
  ut.faults.breakAfter = [1_200_000]
  const before = puts().length
  expect(await sendToUploadThing(one)).toMatchObject({ ok: true })
  expect(puts().slice(before)).toHaveLength(2)
  expect(new Set(puts().slice(before)).size).toBe(1)
})

test('what is paused goes on where it was', async () => {
  const one = await delivery(6_000_000)
  one.progress.sent = (so) => {
    if (so > 2_000_000) one.stop.abort()
  }
  const before = puts().length
  expect(await sendToUploadThing(one)).toEqual({ ok: false, retryable: true, message: 'Cancelled.' })
  const again = { ...one, signal: new AbortController().signal, progress: { sent: vi.fn(), checking: vi.fn() } }
  expect(await sendToUploadThing(again)).toMatchObject({ ok: true })
  // Begun with what was there already.
  expect(again.progress.sent.mock.calls[0]?.[0]).toBeGreaterThan(500_000)
  expect(new Set(puts().slice(before)).size).toBe(1)
})

test('a key that is taken is replaced by another', async () => {
  ut.faults.refuse = 1
  const before = puts().length
  expect(await sendToUploadThing(await delivery())).toMatchObject({ ok: true })
  expect(new Set(puts().slice(before)).size).toBe(2)
  ut.faults.refuse = 2
  expect(await sendToUploadThing(await delivery())).toEqual({
    ok: false,
    retryable: true,
    message: 'UploadThing did not take “photo.png”. Try it again.',
  })
})

test('a refusal is the server’s sentence, and says whether trying again can help', async () => {
  expect(await sendToUploadThing(await delivery(0, 'notes.txt'))).toMatchObject({
    ok: false,
    retryable: false,
    message: expect.stringMatching(/“notes\.txt” cannot be handed in/),
  })
  signedIn = null
  expect(await sendToUploadThing(await delivery())).toMatchObject({
    retryable: true,
    message: expect.stringMatching(/signed out/),
  })
})

test('a file of which this server was not told says so, and the next try is the same case', async () => {
  ut.faults.muteReports = true
  const one = await delivery()
  expect(await sendToUploadThing(one)).toMatchObject({
    ok: false,
    retryable: true,
    message: expect.stringMatching(/was not told.*PUBLIC_URL/),
  })
  ut.faults.muteReports = false
  const before = await cases()
  expect(await sendToUploadThing(one)).toMatchObject({ ok: true })
  expect(await sendToUploadThing(one)).toMatchObject({ ok: true })
  expect(await cases()).toBe(before + 1)
})
