import fs from 'node:fs/promises'
import path from 'node:path'
import { env } from '@/lib/env'
import { DocketError } from '@/lib/errors'

/** Bytes that stay free for the database and the log, whatever is handed in. */
const reserve = 256 * 1024 * 1024

/** Where the disk store keeps media. */
export function mediaFolder(): string {
  return path.join(env().DATA_DIR, 'media')
}

/** Where files lie while they arrive, before they belong to anything. Made when it is missing. */
export async function incomingFolder(): Promise<string> {
  const folder = path.join(mediaFolder(), 'incoming')
  await fs.mkdir(folder, { recursive: true, mode: 0o700 })
  return folder
}

/** Throws DocketError `unavailable` unless `bytes` more fit on the disk. */
export async function requireSpace(bytes: number): Promise<void> {
  const { bavail, bsize } = await fs.statfs(await incomingFolder())
  if (bavail * bsize < bytes + reserve) throw diskFull()
}

/** The refusal for a full disk. */
export function diskFull(cause?: unknown): DocketError {
  return new DocketError(
    'unavailable',
    'This server’s disk is too full to take the file, so nothing was kept. Ask its administrator to make room, then try again.',
    { retryAfterSeconds: 300, cause },
  )
}
