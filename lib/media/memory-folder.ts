import crypto from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { env } from '@/lib/env'
import { DocketError } from '@/lib/errors'

/** What Linux calls file systems that lie in memory alone: tmpfs and ramfs (statfs(2)). */
const inMemory = new Set([0x01021994, 0x858458f6])

/** What an analysis derives from its media beside it: pictures, frames. Bytes. */
const besideMedia = 64 * 1024 * 1024

/** The folder in memory where this Docket decodes what must not be kept; another Docket on this machine has another. */
export function memoryFolder(): string {
  const { WORK_FOLDER_MEMORY, DATA_DIR } = env()
  const name = `docket-${crypto.createHash('sha256').update(DATA_DIR).digest('hex').slice(0, 12)}`
  return path.join(WORK_FOLDER_MEMORY, name)
}

/**
 * Makes the folder, and looks that it lies in memory, is nobody else's, and holds `bytes` of media with what is derived from it.
 * Throws DocketError `unavailable` in words for whoever can make room.
 */
export async function requireMemory(bytes: number): Promise<string> {
  const folder = memoryFolder()
  const { WORK_FOLDER_MEMORY: above } = env()
  const [{ type, bavail, bsize }, { mode, uid }] = await made(folder).catch((cause: unknown) => {
    throw refusal(`but ${above} cannot be used on this server`, cause)
  })
  // Elsewhere the kind of a file system cannot be told; there it is the administrator's word that it lies in memory.
  const proven = process.platform === 'linux' ? inMemory.has(type) : above !== '/dev/shm'
  if (!proven) throw refusal(`but ${above} lies on a disk`)
  if ((mode & 0o077) !== 0 || (process.getuid && uid !== process.getuid()))
    throw refusal(`but ${folder} can be read by others on this server`)
  const needed = bytes + besideMedia
  if (bavail * bsize < needed)
    throw refusal(`and ${above} has room for ${megabytes(bavail * bsize)} MB of the ${megabytes(needed)} MB it takes`)
  return folder
}

/** Made where it is missing; the folder above is the administrator's to make. */
async function made(folder: string) {
  await fs.mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  return Promise.all([fs.statfs(folder), fs.lstat(folder)])
}

function megabytes(bytes: number): string {
  return Math.ceil(bytes / 1024 ** 2).toLocaleString('en')
}

function refusal(says: string, cause?: unknown): DocketError {
  return new DocketError(
    'unavailable',
    `Media that must not be kept is decoded in memory only, ${says}. Ask an admin to see to it (WORK_FOLDER_MEMORY), then hand the media in again.`,
    { retryAfterSeconds: 300, cause },
  )
}
