import '../support/data-folder'
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { secureUploads } from '@/drizzle/schema/secure-uploads'
import { withTeam } from '@/lib/db/client'
import { incomingFolder } from '@/lib/media/folders'
import { keepFile } from '@/lib/media/keep-file'
import type { StoredFile } from '@/lib/media/store'
import { sweepIncoming, sweepOrphans } from '@/lib/media/sweep-orphans'
import { dataFolder, mediaFiles } from '../support/data-folder'
import { useTestDatabase } from '../support/database'
import { makeTeam } from '../support/people'
import { openTestCase } from '../support/rows'

useTestDatabase()

async function incoming(): Promise<string> {
  const file = path.join(await incomingFolder(), crypto.randomUUID())
  fs.writeFileSync(file, 'bytes')
  return file
}

async function kept(teamId: string): Promise<StoredFile> {
  return keepFile(teamId, {
    path: await incoming(),
    mediaType: 'image',
    contentType: 'image/png',
    filename: 'a.png',
    sizeBytes: 5,
    sha256: 'a'.repeat(64),
    sealedWith: null,
  })
}

/** The row of a secure upload that nobody has used yet. */
async function addUpload(teamId: string, file: StoredFile): Promise<void> {
  const expiresAt = new Date(Date.now() + 600_000)
  await withTeam(teamId, (tx) => tx.insert(secureUploads).values({ ...file, teamId, expiresAt }))
}

function age(file: string, minutes = 120): void {
  const before = new Date(Date.now() - minutes * 60_000)
  fs.utimesSync(file, before, before)
}

test('what nothing owns is swept after an hour, and nothing else', async () => {
  const team = await makeTeam()
  const other = await makeTeam()
  const owned = await kept(team.teamId)
  await openTestCase(team.moderator, { file: owned })
  const waiting = await kept(team.teamId)
  await addUpload(team.teamId, waiting)
  const [orphan, foreign, fresh] = [await kept(team.teamId), await kept(other.teamId), await kept(team.teamId)]
  const [stale, arriving] = [await incoming(), await incoming()]
  for (const { storeKey } of [owned, waiting, orphan, foreign]) age(path.join(dataFolder, 'media', storeKey))
  age(stale)

  expect(await sweepOrphans()).toEqual({ incoming: 1, stored: 2 })
  expect(mediaFiles().sort()).toEqual(
    [owned.storeKey, waiting.storeKey, fresh.storeKey, `incoming/${path.basename(arriving)}`].sort(),
  )
  expect(await sweepOrphans()).toEqual({ incoming: 0, stored: 0 })
})

test('what never finished arriving, as when the server was killed, goes sooner', async () => {
  const [forgotten, arriving] = [await incoming(), await incoming()]
  age(forgotten, 31)
  age(arriving, 29)
  const team = await makeTeam()
  const orphan = await kept(team.teamId)
  age(path.join(dataFolder, 'media', orphan.storeKey), 31)
  expect(await sweepIncoming()).toBe(1)
  expect(await sweepOrphans()).toEqual({ incoming: 0, stored: 0 })
  expect([forgotten, arriving].map((file) => fs.existsSync(file))).toEqual([false, true])
})
