import fs from 'node:fs/promises'
import path from 'node:path'
import { removeWorkFolders } from '@/lib/detect/work-folder'
import { removeFetched } from '@/lib/media/leftovers'
import { resumableFolder } from '@/lib/media/resumable-folder'
import { removeUpload } from '@/lib/media/resumable-upload'
import { type StoreName, storeHolding } from '@/lib/media/store'
import { type Outcome, type Purge, probed, stillThere } from './purge-outcome'

const storeWords: Record<StoreName, string> = {
  disk: 'this server’s media folder',
  s3: 'the S3 bucket',
  uploadthing: 'UploadThing',
}

/** Deletes a file with a row from its store and looks it up there again. Throws what the store throws. */
export async function goneFile({ files }: Purge, mediaId: string): Promise<Outcome> {
  const file = files.find(({ id }) => id === mediaId)
  if (!file) throw new Error('a step is about a file that the case does not have')
  const store = storeHolding(file)
  const before = await store.size(file.storeKey)
  await store.delete(file.storeKey)
  if ((await store.size(file.storeKey)) !== null) return stillThere('The file')
  return probed(before !== null, `Looked up in ${storeWords[file.store]} afterwards: there is nothing under its key.`)
}

/** Asks an outside store once more for each of the case's objects. */
export async function goneObjects({ files }: Purge, store: string): Promise<Outcome> {
  const there = files.filter((file) => file.store === store)
  let left = 0
  for (const file of there) if ((await storeHolding(file).size(file.storeKey)) !== null) left++
  if (left > 0) return stillThere(`${left} of ${there.length} objects`)
  return probed(true, `${there.length} asked for by their keys at ${storeWords[store as StoreName]}: none is there.`)
}

/** Deletes what killed analyses left, and lists the places for it again. */
export async function goneWork({ detectionIds }: Purge): Promise<Outcome> {
  await removeWorkFolders(detectionIds)
  return probed(false, 'The folders of analyses on this machine were listed afterwards: none is of this case.')
}

/** Deletes what fetches left on their way in, and lists the folder again. */
export async function goneIncoming({ teamId, detectionIds }: Purge): Promise<Outcome> {
  await removeFetched(teamId, detectionIds)
  return probed(false, 'The incoming folder was listed afterwards: it holds nothing of this case.')
}

/** Deletes the upload in pieces that the case came with, should it still lie there, and looks for it. */
export async function goneResumable({ teamId, submittedBy }: Purge, uploadId: string): Promise<Outcome> {
  if (submittedBy === null) return probed(false, 'No member handed it in, so there is no folder for it.')
  const owner = { teamId, memberId: submittedBy }
  const before = await namesOf(owner, uploadId)
  await removeUpload(owner, uploadId)
  const after = await namesOf(owner, uploadId)
  if (after.length > 0) return stillThere('The upload')
  return probed(before.length > 0, 'Its folder was listed afterwards: neither its bytes nor its record are there.')
}

async function namesOf(owner: { teamId: string; memberId: string }, uploadId: string): Promise<string[]> {
  const names = await fs.readdir(path.resolve(await resumableFolder(owner)))
  return names.filter((name) => name.startsWith(uploadId))
}
