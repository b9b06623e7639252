import crypto from 'node:crypto'
import fs from 'node:fs/promises'
import { env } from '@/lib/env'
import { DocketError } from '@/lib/errors'
import { log } from '@/lib/log'
import type { ReceivedFile } from './receive-file'
import { mediaStore, type StoredFile, storeHolding } from './store'

/** A new key for a team's file: named by ids alone, spread over 256 folders. */
export function newStoreKey(teamId: string, id: string): string {
  return `${teamId}/${id.slice(0, 2)}/${id}`
}

/**
 * Moves a received file into the media store, under an id of its own. Its media row is the caller's to add, or `dropFile`
 * takes it back.
 */
export async function keepFile(teamId: string, file: ReceivedFile, id = crypto.randomUUID()): Promise<StoredFile> {
  const { path, ...known } = file
  const store = mediaStore(env().MEDIA_STORE)
  const storeKey = newStoreKey(teamId, id)
  try {
    await store.put(path, storeKey)
  } catch (error) {
    await fs.rm(path, { force: true })
    throw error
  }
  return { ...known, id, store: store.name, storeKey, storeFingerprint: store.fingerprint }
}

/** Takes a stored file without a row back. Never throws: what stays behind is swept an hour later. */
export async function dropFile(file: StoredFile): Promise<void> {
  try {
    await storeHolding(file).delete(file.storeKey)
  } catch (error) {
    log.warn({ err: error, mediaId: file.id }, 'could not delete a file that was not needed; the sweep will')
  }
}

/**
 * Takes stored files back after the change that was to give them rows threw `error`: only when it was refused. After any
 * other error, such as a connection lost during COMMIT, the change may have been made, and a case without its media could
 * never be mended; what then lies there without a row is swept an hour later.
 */
export async function dropRefused(files: StoredFile[], error: unknown): Promise<void> {
  if (!(error instanceof DocketError)) return
  for (const file of files) await dropFile(file)
}
