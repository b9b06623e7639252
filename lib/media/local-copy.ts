import { createWriteStream } from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { bytesInStore } from './file-bytes'
import { type StoredCopy, storeHolding } from './store'

interface Copy extends StoredCopy {
  storeKey: string
  sizeBytes: number
}

/**
 * A path on this machine that holds a copy's own bytes: the store's, or a file in `folder`, which is the caller's to delete. A
 * sealed one is opened there, so under zero retention `folder` lies in memory. Throws DamagedFile.
 */
export async function localCopy(copy: Copy, key: Uint8Array | null, folder: string): Promise<string> {
  if (key === null) return storeHolding(copy).localPath(copy.storeKey, folder)
  const file = path.join(folder, 'original')
  try {
    const plain = await bytesInStore(copy, key).open()
    await pipeline(plain, createWriteStream(file, { mode: 0o600 }))
    return file
  } catch (error) {
    await fs.rm(file, { force: true })
    throw error
  }
}
