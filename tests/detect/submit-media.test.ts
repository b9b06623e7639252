import '../support/data-folder'
import fs from 'node:fs/promises'
import { expect, test } from 'vitest'
import { database } from '@/lib/db/client'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { submitMedia } from '@/lib/detect/submit-media'
import { incomingFolder } from '@/lib/media/folders'
import type { ReceivedFile } from '@/lib/media/receive-file'
import { mediaFiles } from '../support/data-folder'
import { useTestDatabase } from '../support/database'
import { png } from '../support/media-bytes'
import { makeTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()

async function received(): Promise<ReceivedFile> {
  const bytes = await png()
  const path = `${await incomingFolder()}/${crypto.randomUUID()}`
  await fs.writeFile(path, bytes)
  const sha256 = 'a'.repeat(64)
  const known = { mediaType: 'image', contentType: 'image/png', filename: 'a.png', sealedWith: null } as const
  return { ...known, path, sizeBytes: bytes.length, sha256 }
}

const submission = async () => ({
  file: await received(),
  url: null,
  mediaToken: null,
  callback: null,
  zeroRetention: false,
  parameters: DetectionParameters.parse({}),
})
const withKey = (idempotencyKey: string | null) => ({ source: 'api' as const, idempotencyKey })

test('a refused or repeated submission leaves no file behind', async () => {
  const team = await makeTeam()
  await submitMedia(team.moderator, await submission(), withKey('k'))
  const kept = mediaFiles()
  expect((await submitMedia(team.moderator, await submission(), withKey('k'))).repeated).toBe(true)
  const other = { ...(await submission()), parameters: DetectionParameters.parse({ visualize: false }) }
  await expectRefusal(submitMedia(team.moderator, other, withKey('k')), 'conflict')
  expect(mediaFiles()).toEqual(kept)
})

test('a connection lost during COMMIT does not cost a committed case its file', async () => {
  const team = await makeTeam()
  const pool = database()
  const transaction = pool.transaction
  // The change is made; its answer never comes. What comes before only reads the team's rule.
  let reads = 1
  pool.transaction = async (...given) => {
    const answered = await transaction.apply(pool, given)
    if (reads-- > 0) return answered as never
    throw Object.assign(new Error('write CONNECTION_CLOSED'), { code: 'CONNECTION_CLOSED' })
  }
  await expect(submitMedia(team.moderator, await submission(), withKey(null))).rejects.toThrow('CONNECTION_CLOSED')
  pool.transaction = transaction
  const [row] = await db.owner`select store_key from media where team_id = ${team.teamId}`
  expect(mediaFiles()).toContain(row?.store_key)
})
