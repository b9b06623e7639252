import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { StartFailure } from '@/lib/db/start-failure'
import { freeMegabytes, leastFreeMegabytes } from '@/lib/health/disk-space'

/** Makes the data folder, if need be, and sees that there is room in it. Throws StartFailure. */
export function openDataFolder(folder: string): void {
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
    const probe = path.join(folder, `.probe-${process.pid}`)
    fs.writeFileSync(probe, 'x')
    fs.rmSync(probe)
  } catch (error) {
    throw new StartFailure(sentenceFor((error as NodeJS.ErrnoException).code ?? '', folder), error)
  }
  const free = freeMegabytes(folder)
  if (free < leastFreeMegabytes) {
    throw new StartFailure(
      `Only ${free} MB are free on the disk that holds ${folder}; Docket needs ${leastFreeMegabytes} MB to start. Free ` +
        'some space, or choose a folder on another disk with DATA_DIR.',
    )
  }
}

function sentenceFor(code: string, folder: string): string {
  const elsewhere = 'Choose another folder with DATA_DIR, for example DATA_DIR=/var/lib/docket npm start.'
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk that holds ${folder} is full. Free some space, or choose a folder on another disk with DATA_DIR.`
    case 'EACCES':
    case 'EPERM':
      return `This user may not write to the data folder ${folder}. ${elsewhere}`
    case 'EROFS':
      return `The data folder ${folder} is on a disk that can only be read. ${elsewhere}`
    case 'EEXIST':
    case 'ENOTDIR':
      return `The data folder ${folder} is a file, or lies under one. ${elsewhere}`
    default:
      return `The data folder ${folder} cannot be used (${code}). ${elsewhere}`
  }
}

/** The instance's secret: the one given, or one made at the first start and kept in the data folder. */
export function ensureAuthSecret(folder: string, given: string | undefined): string {
  if (given) return given
  const file = path.join(folder, 'auth.secret')
  const kept = readSecret(file)
  if (kept) return kept
  const secret = crypto.randomBytes(32).toString('base64url')
  const mine = `${file}.${process.pid}`
  fs.writeFileSync(mine, secret, { mode: 0o600, flush: true })
  try {
    // Of replicas that start at once on a shared folder one makes it, whole, and the others take that.
    if (fs.existsSync(file)) fs.renameSync(mine, file)
    else fs.linkSync(mine, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    fs.rmSync(mine, { force: true })
  }
  return readSecret(file) ?? secret
}

function readSecret(file: string): string | undefined {
  const kept = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() : ''
  return kept.length >= 32 ? kept : undefined
}
