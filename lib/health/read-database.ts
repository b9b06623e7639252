import { sql } from 'drizzle-orm'
import { database } from '@/lib/db/client'
import { schemaStanding } from '@/lib/db/schema-version'
import type { Reading } from './health-part'

/** How fast the database answers, and whether it is as this Docket knows it. */
export async function readDatabase(): Promise<Reading> {
  const began = performance.now()
  const [row] = await database().execute<{ version: string }>(sql`select current_setting('server_version') as version`)
  const took = Math.max(1, Math.round(performance.now() - began))
  const says = `Postgres ${row?.version.split(' ')[0] ?? ''} answers in ${took} ms.`
  switch (await schemaStanding()) {
    case 'newer':
      return {
        state: 'degraded',
        says: `${says} A newer Docket has brought it up to date: start that version here too.`,
      }
    case 'older':
      return { state: 'down', says: `${says} It is not up to date yet. Start Docket again, which does that first.` }
    case 'same':
      return { state: 'up', says }
  }
}
