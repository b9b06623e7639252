import crypto from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { FileStore } from '@tus/file-store'
import type { Upload } from '@tus/server'
import { notFound } from '@/lib/errors'
import { cleanFilename } from './clean-filename'
import { examineFile, examineHead } from './examine-file'
import { incomingFolder } from './folders'
import type { ReceivedFile } from './receive-file'
import { resumableFolder, resumableFor, type UploadOwner } from './resumable-folder'

const idPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** The member's uploads, as the protocol's server keeps them: bytes, and a record beside them. */
export async function resumableStore(owner: UploadOwner): Promise<FileStore> {
  const directory = await resumableFolder(owner)
  return new FileStore({ directory, expirationPeriodInMilliseconds: resumableFor * 1000 })
}

/** How many uploads the member has begun that are neither handed in nor swept. */
export async function countUploads(owner: UploadOwner): Promise<number> {
  return (await fs.readdir(await resumableFolder(owner))).filter((name) => idPattern.test(name)).length
}

/** One upload of the member's. Null when there is none of that id: never begun, another's, expired, or handed in. */
export async function findUpload(owner: UploadOwner, id: string): Promise<Upload | null> {
  if (!idPattern.test(id)) return null
  try {
    return await (await resumableStore(owner)).getUpload(id)
  } catch (error) {
    const status = (error as { status_code?: number }).status_code
    if (status === 404 || status === 410) return null
    throw error
  }
}

/** Refuses an upload whose first bytes are no media, before the rest of it comes. Throws `bad_request`. */
export async function checkBeginning(owner: UploadOwner, upload: Upload): Promise<void> {
  const { filename, declaredType } = nameOf(upload)
  await refusing(owner, upload, examineHead(await pathOf(owner, upload.id), filename, declaredType))
}

/**
 * A whole upload as a received file: under a second name of its own in the incoming folder, so that the upload itself
 * stays until `removeUpload`, and a hand-in that failed can be repeated. Refused content is gone. Throws `bad_request`.
 */
export async function takeUpload(owner: UploadOwner, upload: Upload): Promise<ReceivedFile> {
  const copy = path.join(await incomingFolder(), crypto.randomUUID())
  await fs.link(await pathOf(owner, upload.id), copy).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? notFound('Upload') : error
  })
  const { filename, declaredType } = nameOf(upload)
  try {
    // Its age counts from now, or the sweep could take it for one that never finished arriving.
    await fs.utimes(copy, new Date(), new Date())
    return await refusing(owner, upload, examineFile(copy, filename, declaredType))
  } catch (error) {
    await fs.rm(copy, { force: true })
    throw error
  }
}

/** Deletes an upload's bytes and its record. One that is gone is no failure. */
export async function removeUpload(owner: UploadOwner, id: string): Promise<void> {
  const file = await pathOf(owner, id)
  await fs.rm(file, { force: true })
  await fs.rm(`${file}.json`, { force: true })
}

async function refusing<T>(owner: UploadOwner, { id }: Upload, examining: Promise<T>): Promise<T> {
  try {
    return await examining
  } catch (error) {
    if ((error as { code?: string }).code === 'bad_request') await removeUpload(owner, id)
    throw error
  }
}

async function pathOf(owner: UploadOwner, id: string): Promise<string> {
  if (!idPattern.test(id)) throw notFound('Upload')
  return path.join(await resumableFolder(owner), id)
}

function nameOf({ metadata }: Upload): { filename: string; declaredType: string } {
  return { filename: cleanFilename(metadata?.filename ?? ''), declaredType: metadata?.filetype ?? '' }
}
