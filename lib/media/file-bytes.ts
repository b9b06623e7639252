import { createReadStream } from 'node:fs'
import fs from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { openSealed } from './sealed-file'
import { type ByteRange, type StoredCopy, storeHolding } from './store'

/** A file's own bytes, wherever and however they lie. */
export interface FileBytes {
  sizeBytes: number
  /** Throws when there is nothing; the stream fails with DamagedFile where sealed bytes do not open. */
  open(range?: ByteRange): Promise<Readable>
}

interface OnDisk {
  path: string
  sizeBytes: number
  sealedWith: Uint8Array | null
}

/** Read pieces of this many bytes. */
const highWaterMark = 256 * 1024

/** The bytes of a file on this machine. */
export function bytesOnDisk({ path, sizeBytes, sealedWith: key }: OnDisk): FileBytes {
  const open = async (range?: ByteRange) => {
    const handle = await fs.open(path, 'r')
    return createReadStream('', { fd: handle, highWaterMark, ...range })
  }
  return { sizeBytes, open: key ? (range) => openSealed({ key, sizeBytes, open }, range) : open }
}

interface InStore extends StoredCopy {
  storeKey: string
  sizeBytes: number
}

/** The bytes of a file in a media store. */
export function bytesInStore(copy: InStore, key: Uint8Array | null): FileBytes {
  const { storeKey, sizeBytes } = copy
  const open = (range?: ByteRange) => storeHolding(copy).open(storeKey, range)
  return { sizeBytes, open: key ? (range) => openSealed({ key, sizeBytes, open }, range) : open }
}
