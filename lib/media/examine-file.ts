import crypto from 'node:crypto'
import fs from 'node:fs/promises'
import { DocketError } from '@/lib/errors'
import type { ReceivedFile } from './receive-file'
import { headBytes, tailBytes } from './second-reading'
import { type MediaIdentity, sniffTail, sniffUpload } from './sniff'

/** Says what a file on this machine is from its first 4 KB, or refuses it as `sniffUpload` does. */
export async function examineHead(file: string, filename: string, declaredType: string): Promise<MediaIdentity> {
  return sniffUpload(filename, declaredType, await readPiece(file, 0, headBytes))
}

/**
 * The same of a whole file, its end included, with its size and digest; memory does not grow with it. Throws DocketError
 * `bad_request`; the file stays the caller's.
 */
export async function examineFile(file: string, filename: string, declaredType: string): Promise<ReceivedFile> {
  const identity = await examineHead(file, filename, declaredType)
  const { size: sizeBytes } = await fs.stat(file)
  const tailFrom = Math.max(0, sizeBytes - tailBytes)
  sniffTail(`“${filename}”`, await readPiece(file, tailFrom, sizeBytes - tailFrom), sizeBytes)
  const hash = crypto.createHash('sha256')
  const handle = await fs.open(file, 'r')
  for await (const chunk of handle.createReadStream({ highWaterMark: 1024 * 1024 })) hash.update(chunk as Uint8Array)
  return { ...identity, path: file, sizeBytes, sha256: hash.digest('hex'), sealedWith: null }
}

async function readPiece(file: string, from: number, length: number): Promise<Uint8Array> {
  const handle = await fs.open(file, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from)
    if (bytesRead < length && from > 0)
      throw new DocketError('internal', 'The file could not be read back after it was written. Try again.')
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
