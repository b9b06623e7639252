import '../support/data-folder'
import crypto from 'node:crypto'
import fs from 'node:fs'
import { expect, test, vi } from 'vitest'
import { openCase } from '@/lib/cases/open-case'
import { openSecureUpload } from '@/lib/detect/open-secure-upload'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { incomingFolder } from '@/lib/media/folders'
import { diskStore } from '@/lib/media/stores/disk'
import { sweepOrphans } from '@/lib/media/sweep-orphans'
import { sweepSecureUploads } from '@/lib/media/sweep-secure-uploads'
import { mediaFiles } from '../support/data-folder'
import { useTestDatabase } from '../support/database'
import { makeTeam, type TestTeam } from '../support/people'
import { expectRefusal } from '../support/refusals'

const db = useTestDatabase()

/** A secure upload of a team; `hoursOld`: how long ago it came. */
async function uploaded(team: TestTeam, hoursOld: number): Promise<{ token: string; key: string }> {
  const path = `${await incomingFolder()}/${crypto.randomUUID()}`
  fs.writeFileSync(path, 'bytes')
  const known = { mediaType: 'image', contentType: 'image/png', filename: 'a.png', sizeBytes: 5 } as const
  const token = await openSecureUpload(team.moderator, {
    ...known,
    path,
    sha256: 'a'.repeat(64),
    sealedWith: crypto.randomBytes(32),
  })
  const [row] = await db.owner<{ store_key: string }[]>`update secure_uploads
    set expires_at = expires_at - make_interval(hours => ${hoursOld})
    where id = (select id from secure_uploads order by created_at desc limit 1) returning store_key`
  return { token, key: row!.store_key }
}

const use = (team: TestTeam, mediaToken: string) =>
  openCase(team.moderator, {
    source: 'api',
    title: 'secure upload',
    file: null,
    mediaToken,
    parameters: DetectionParameters.parse({}),
  })
const keys = async () => (await db.owner`select store_key from secure_uploads`).map((row) => row.store_key).sort()

test('after its hour an unused upload loses file and row, a used one its row alone, and no other anything', async () => {
  const [team, other] = [await makeTeam(), await makeTeam()]
  const [old, older, foreign] = [await uploaded(team, 1), await uploaded(team, 30), await uploaded(other, 2)]
  const [fresh, used] = [await uploaded(team, 0), await uploaded(team, 0)]
  await use(team, used.token)
  expect(await keys()).toEqual([old, older, foreign, fresh, used].map(({ key }) => key).sort())
  expect(await sweepSecureUploads()).toBe(3)
  expect(await keys()).toEqual([fresh.key, used.key].sort())
  expect(mediaFiles().sort()).toEqual([fresh.key, used.key].sort())

  await db.owner`update secure_uploads set expires_at = now() - interval '1 second' where store_key = ${used.key}`
  expect(await sweepSecureUploads()).toBe(0)
  expect(await keys()).toEqual([fresh.key])
  expect(mediaFiles().sort()).toEqual([fresh.key, used.key].sort())
  expect((await use(team, fresh.token)).repeated).toBe(false)
  await expectRefusal(use(team, old.token), 'bad_request', /used already or has expired/)
})

test('a file that cannot be deleted keeps its row, holds nothing else up, and goes at the next sweep', async () => {
  const team = await makeTeam()
  const stuck = await uploaded(team, 2)
  const rest = [await uploaded(team, 2), await uploaded(team, 2)]
  const gone = diskStore.delete
  const deleting = vi.spyOn(diskStore, 'delete').mockImplementation(async (key) => {
    if (key === stuck.key) throw new Error('read-only file system')
    return gone(key)
  })
  const before = await keys()
  expect(await sweepSecureUploads()).toBe(2)
  expect(await keys()).toEqual(before.filter((key) => rest.every((each) => each.key !== key)))
  expect(mediaFiles()).toContain(stuck.key)
  deleting.mockRestore()
  expect(await sweepSecureUploads()).toBe(1)
  expect(mediaFiles()).not.toContain(stuck.key)
})

test('an upload that a request is just taking is left to it', async () => {
  const team = await makeTeam()
  const { key } = await uploaded(team, 2)
  await db.owner.begin(async (tx) => {
    await tx`select 1 from secure_uploads where store_key = ${key} for update`
    expect(await sweepSecureUploads()).toBe(0)
  })
  expect(mediaFiles()).toContain(key)
  // The other sweep knows that it belongs to somebody.
  const old = new Date(Date.now() - 3 * 3600_000)
  fs.utimesSync(`${process.env.DATA_DIR}/media/${key}`, old, old)
  expect((await sweepOrphans()).stored).toBe(0)
  expect(await sweepSecureUploads()).toBe(1)
  expect(mediaFiles()).not.toContain(key)
})
