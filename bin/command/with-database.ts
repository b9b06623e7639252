import { setTimeout as pause } from 'node:timers/promises'
import { closeDatabase, connect, replaceDatabase } from '@/lib/db/client'
import { findEmbeddedPostgres } from '@/lib/db/embedded-postgres'
import { appUrlOf } from '@/lib/db/prepare'
import { StartFailure } from '@/lib/db/start-failure'
import { env } from '@/lib/env'
import { isSetUp } from '@/lib/teams/create-setup-link'
import { ensureAuthSecret, openDataFolder } from '../launcher/data-folder'
import { lockHolder, takeLock } from '../launcher/instance-lock'
import { openDatabase } from '../launcher/open-database'
import { appUrlOfGiven } from './given-database'

/**
 * Runs a command with this process's pool connected as the app's role: to the database of the Docket that runs on the
 * data folder, or to one started for as long as this takes, or to the server in DATABASE_URL. Throws StartFailure.
 */
export async function withDatabase<T>(run: () => Promise<T>): Promise<T> {
  const { DATA_DIR: folder, DATABASE_URL: given, PUBLIC_URL, AUTH_SECRET } = env()
  openDataFolder(folder)
  const secret = ensureAuthSecret(folder, AUTH_SECRET)
  // A launcher would tell its children: keys are derived from it.
  env().AUTH_SECRET = secret
  if (given) return connected(await appUrlOfGiven(given, secret), run)

  const taken = takeLock(folder, 'docket', PUBLIC_URL)
  if ('holder' in taken) return connected(await appUrlOfRunning(folder, secret), run)
  try {
    const { appUrl, server } = await openDatabase(folder, undefined, secret)
    try {
      return await connected(appUrl, run)
    } finally {
      await server?.stop()
    }
  } finally {
    taken.release()
  }
}

/** Whether a Docket runs on this data folder, as far as this machine can tell. */
export function isRunning(): boolean {
  return lockHolder(env().DATA_DIR)?.what === 'start'
}

async function connected<T>(appUrl: string, run: () => Promise<T>): Promise<T> {
  replaceDatabase(connect(appUrl, 2))
  try {
    return await run()
  } finally {
    // Open pages are told of changes a moment after the commit.
    await pause(150)
    await closeDatabase()
  }
}

/** Waits for the Docket that holds the folder, which may be starting. Migrations are its business. */
async function appUrlOfRunning(folder: string, secret: string): Promise<string> {
  for (let waited = 0; waited < 240; waited++) {
    const ownerUrl = await findEmbeddedPostgres(folder)
    const appUrl = ownerUrl && appUrlOf(ownerUrl, 'postgres', secret)
    if (
      appUrl &&
      (await connected(appUrl, isSetUp).then(
        () => true,
        () => false,
      ))
    )
      return appUrl
    await pause(250)
  }
  throw new StartFailure(
    `Another process holds the data folder ${folder}, but its database does not answer. Look at its log.`,
  )
}
