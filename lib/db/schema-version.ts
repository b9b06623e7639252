import { sql } from 'drizzle-orm'
import journal from '@/drizzle/migrations/meta/_journal.json'
import { database } from './client'

/** When the newest migration that this code knows was made. Milliseconds since 1970. */
export const knownSchema = Math.max(...journal.entries.map(({ when }) => when))

/** How the database's schema stands to this code: `newer` after a later version of Docket prepared it. */
export function compareSchema(found: number | null): 'older' | 'same' | 'newer' {
  if (found === null || found < knownSchema) return 'older'
  return found > knownSchema ? 'newer' : 'same'
}

/** The same of this process's database. Throws when it cannot be asked. */
export async function schemaStanding(): Promise<'older' | 'same' | 'newer'> {
  const [row] = await database().execute<{ version: string | null }>(sql`select schema_version() as version`)
  const version = row?.version ?? null
  return compareSchema(version === null ? null : Number(version))
}
