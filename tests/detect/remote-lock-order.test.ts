import '../support/data-folder'
import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { noteReply } from '@/lib/detect/note-reply'
import { noteSending } from '@/lib/detect/note-sending'
import { noteSent } from '@/lib/detect/note-sent'
import { noteTrouble } from '@/lib/detect/note-trouble'
import { env } from '@/lib/env'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { chooseDetectors, connectInstance, disconnectInstance } from '../support/remote-detector'
import { openTestCase } from '../support/rows'

// Whoever ends a detection locks it before its run elsewhere; the other way round two of them would wait for each other.
const db = useTestDatabase()
let team: TestTeam

beforeAll(() => {
  connectInstance({ url: 'http://127.0.0.1:9/api/v2', key: 'no-such-key', host: '127.0.0.1:9' })
  env().DATABASE_APP_URL = db.appUrl
  return () => disconnectInstance()
})
beforeEach(async () => {
  team = await makeTeam()
  await chooseDetectors(team.admin, 'remote')
})

/** Until somebody waits for a lock of a row. */
async function someoneWaits(): Promise<void> {
  for (let look = 0; look < 200; look++) {
    const waiting = await db.owner`select 1 from pg_locks l join pg_stat_activity a using (pid)
      where not l.granted and a.datname = current_database()`
    if (waiting.length > 0) return
    await pause(10)
  }
  throw new Error('nobody waits')
}

async function sending(): Promise<string> {
  const { detectionId } = await openTestCase(team.moderator)
  const token = { tokenHash: 'a'.repeat(64), tokenExpiresAt: new Date(Date.now() + 3600_000) }
  const seen = { state: 'queued' as const, sends: 0 }
  expect((await noteSending(team.worker, { detectionId, seen, marker: 'docket-1.png', ...token })).may).toBe(true)
  return detectionId
}

const notes: [name: string, note: (detectionId: string) => Promise<unknown>][] = [
  ['acceptance', (detectionId) => noteSent(team.worker, { detectionId, remoteUuid: 'ab'.repeat(16), stage: 'There.' })],
  [
    'trouble',
    (detectionId) =>
      noteTrouble(team.worker, {
        detectionId,
        trouble: 'It is out of order.',
        troubleForAdmin: 'It is out of order.',
        next: { job: 'send', inSeconds: 5 },
      }),
  ],
  [
    'an answer',
    (detectionId) =>
      noteReply(team.worker, { detectionId, reply: {}, endedAt: null, stage: 'There.', next: null } as Parameters<
        typeof noteReply
      >[1]),
  ],
]

test.each(notes)('%s is noted behind the lock of the detection, as its end is', async (_name, note) => {
  const detectionId = await sending()
  let noting: Promise<unknown> = Promise.resolve()
  await db.owner.begin(async (ending) => {
    await ending`select 1 from detections where id = ${detectionId} for update`
    noting = note(detectionId)
    noting.catch(() => {})
    await someoneWaits()
    // What ends it takes this lock next: at once, for nobody may hold it who waits for the first.
    await ending`select 1 from remote_runs where detection_id = ${detectionId} for update nowait`
  })
  await noting
})
