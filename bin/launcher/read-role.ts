import { parseArgs } from 'node:util'
import { StartFailure } from '@/lib/db/start-failure'
import type { Settings } from '@/lib/env'

/** What a launcher starts: everything, or the pages or the worker alone, beside other launchers on the same database. */
export type Role = 'all' | 'web' | 'worker'

/**
 * `npm start -- --only web|worker`. Throws StartFailure for anything else, and where the database would be one of this
 * launcher's own, which no other could share.
 */
export function readRole(args: string[], { DATABASE_URL }: Pick<Settings, 'DATABASE_URL'>): Role {
  const only = onlyOf(args)
  if (only === undefined) return 'all'
  if (only !== 'web' && only !== 'worker') {
    throw new StartFailure('--only takes web or worker: npm start -- --only web. Without it everything is started.')
  }
  if (!DATABASE_URL) {
    throw new StartFailure(
      `npm start -- --only ${only} needs a database that all processes share: set DATABASE_URL, the same for each of them.`,
    )
  }
  return only
}

function onlyOf(args: string[]): string | undefined {
  try {
    return parseArgs({ args, options: { only: { type: 'string' } }, strict: true, allowPositionals: false }).values.only
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new StartFailure(`${why}. npm start takes --only web or --only worker, and nothing else.`)
  }
}
