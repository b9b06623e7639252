import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { startFailureOf } from './postgres-faults'
import { startProgram } from './postgres-program'
import { StartFailure } from './start-failure'

export const superuser = 'docket'

/** The major version of the Postgres that npm installs. */
const major = '18'

const secretName = 'postgres.secret'
const making = 'postgres.making-'

/**
 * Sees to it that `folder`/postgres holds a database, and answers the superuser's password. A new one is made beside it
 * and renamed when it is whole, so that an interruption leaves nothing half-made. Throws StartFailure for what is there
 * but cannot be used.
 */
export async function ensurePostgresFolder(folder: string): Promise<{ data: string; password: string }> {
  const data = path.join(folder, 'postgres')
  const secretFile = path.join(folder, secretName)
  for (const name of fs.readdirSync(folder)) {
    if (name.startsWith(making)) fs.rmSync(path.join(folder, name), { recursive: true, force: true })
  }
  if (isEmpty(data)) {
    const password = ensureSecret(secretFile)
    await make(data, path.join(folder, `${making}${process.pid}`), secretFile)
    return { data, password }
  }
  refuseUnusable(data, secretFile)
  return { data, password: fs.readFileSync(secretFile, 'utf8').trim() }
}

function isEmpty(data: string): boolean {
  return !fs.existsSync(data) || fs.readdirSync(data).length === 0
}

function refuseUnusable(data: string, secretFile: string): void {
  const version = path.join(data, 'PG_VERSION')
  if (!fs.existsSync(version) || !fs.existsSync(path.join(data, 'global', 'pg_control'))) {
    throw new StartFailure(
      `The folder ${data} holds no whole database: it was half made, half copied or half removed. If it holds nothing ` +
        'of yours, move it away and start again; otherwise restore it from a backup.',
    )
  }
  const found = fs.readFileSync(version, 'utf8').trim()
  if (found !== major) {
    throw new StartFailure(
      `The database in ${data} was made by Postgres ${found}, and this Docket brings Postgres ${major}. Start the ` +
        'Docket that made it, or carry the data over with pg_dump and pg_restore.',
    )
  }
  if (!fs.existsSync(secretFile)) {
    throw new StartFailure(
      `The database in ${data} is there, but the file with its password, ${secretFile}, is not. Restore that file from ` +
        'a backup.',
    )
  }
}

function ensureSecret(file: string): string {
  const kept = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() : ''
  if (kept) return kept
  const secret = crypto.randomBytes(24).toString('base64url')
  fs.writeFileSync(file, secret, { mode: 0o600, flush: true })
  return secret
}

async function make(data: string, unfinished: string, secretFile: string): Promise<void> {
  const child = startProgram('initdb', [
    ...['-D', unfinished, '-U', superuser, '--auth=scram-sha-256', `--pwfile=${secretFile}`],
    ...['--encoding=UTF8', '--locale=C.UTF-8', '--data-checksums'],
  ])
  let printed = ''
  child.stderr?.on('data', (chunk) => {
    printed += chunk
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) {
    fs.rmSync(unfinished, { recursive: true, force: true })
    throw startFailureOf(printed, data)
  }
  if (fs.existsSync(data)) fs.rmdirSync(data)
  fs.renameSync(unfinished, data)
}
