import '../support/data-folder'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { GET } from '@/app/api/live/route'
import type { Member } from '@/lib/access/actor'
import { openSession } from '@/lib/access/open-session'
import { signOutMember } from '@/lib/access/sign-out-member'
import { useTestDatabase } from '../support/database'
import { makeTeam } from '../support/people'

let signedIn: Member | null = null
vi.mock('@/lib/access/session', () => ({ currentMember: async () => signedIn }))

useTestDatabase()
let member: Member

beforeAll(async () => {
  const { moderator } = await makeTeam()
  const { memberId: id, name, email } = moderator
  member = { ...moderator, sessionId: await openSession({ id, name, email }, { by: 'password' }) }
})
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
})
afterEach(() => void vi.useRealTimers())

/** The next words of the stream that are no change; null when it has ended. */
async function nextBut(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string | null> {
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return null
    const words = new TextDecoder().decode(value)
    if (!words.includes('event: change')) return words
  }
}

test('nobody who is signed out is told of anything', async () => {
  signedIn = null
  expect((await GET(new Request('http://localhost:3000/api/live'))).status).toBe(401)
})

test('it gives a sign of life every 20 seconds, and ends with its session', async () => {
  signedIn = member
  const answer = await GET(new Request('http://localhost:3000/api/live'))
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader()
  expect(await nextBut(reader)).toContain('retry:')
  vi.advanceTimersByTime(20_000)
  expect(await nextBut(reader)).toContain('event: beat')
  await signOutMember(member)
  vi.advanceTimersByTime(20_000)
  expect(await nextBut(reader)).toBeNull()
})
