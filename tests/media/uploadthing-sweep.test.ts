import '../support/data-folder'
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { incomingFolder } from '@/lib/media/folders'
import { keepFile } from '@/lib/media/keep-file'
import type { StoredFile } from '@/lib/media/store'
import { customIdOf } from '@/lib/media/stores/uploadthing'
import { sweepOrphans } from '@/lib/media/sweep-orphans'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { openTestCase } from '../support/rows'
import { startUploadThing, type UploadThingStandIn } from '../support/uploadthing'
import { setUploadThing } from '../support/uploadthing-settings'

useTestDatabase()
let ut: UploadThingStandIn
beforeAll(async () => {
  ut = await startUploadThing()
  setUploadThing(ut.settings, { MEDIA_STORE: 'uploadthing' })
})
afterAll(() => ut?.close())

async function kept({ teamId }: TestTeam, hoursOld: number): Promise<StoredFile> {
  const from = path.join(await incomingFolder(), crypto.randomUUID())
  fs.writeFileSync(from, 'bytes')
  const known = {
    mediaType: 'image',
    contentType: 'image/png',
    filename: 'a.png',
    sizeBytes: 5,
    sealedWith: null,
  } as const
  const file = await keepFile(teamId, { ...known, path: from, sha256: crypto.randomBytes(32).toString('hex') })
  const there = ut.files.find(customIdOf(file.storeKey))
  if (there) there.uploadedAt -= hoursOld * 3600_000
  return file
}

test('the account is read once for all teams, and each loses its own orphans alone', async () => {
  const teams = [await makeTeam(), await makeTeam(), await makeTeam()]
  const stay: StoredFile[] = []
  for (const team of teams) {
    const owned = await kept(team, 2)
    await openTestCase(team.moderator, { file: owned })
    stay.push(owned, await kept(team, 0))
    await kept(team, 2)
  }
  ut.seen.length = 0
  expect(await sweepOrphans()).toMatchObject({ stored: 3 })
  expect(ut.seen.filter((line) => line.endsWith('listFiles'))).toHaveLength(1)
  expect(
    ut.files
      .whole()
      .map(({ customId }) => customId)
      .sort(),
  ).toEqual(stay.map(({ storeKey }) => customIdOf(storeKey)).sort())
})
