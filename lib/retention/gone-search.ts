import { and, eq, sql } from 'drizzle-orm'
import { cases } from '@/drizzle/schema/cases'
import type { Transaction } from '@/lib/db/client'
import { DocketError } from '@/lib/errors'
import { isRedactedName } from '@/lib/media/is-redacted-name'
import type { Purge, RowCopy } from './purge-outcome'

/** The index by which titles are searched, and one that holds ids of members alone (drizzle/migrations/0014_desk.sql). */
const known = ['cases_title', 'notes_mentions']

/** What is found by searching: titles alone, so a case with a redacted name is found by that alone. */
export const searchCopy = {
  search_index: {
    async change() {
      // The title was taken out of its row before: what an index holds follows its row.
    },
    async left(tx, purge) {
      await refuseUnknown(tx)
      return hasItsName(tx, purge)
    },
    says: 'Looked up afterwards: searches find cases by their titles alone, this one’s is a redacted name, and nothing else is indexed.',
  },
} satisfies Record<string, RowCopy>

async function hasItsName(tx: Transaction, { teamId, caseId }: Purge): Promise<number> {
  const found = await tx
    .select({ title: cases.title })
    .from(cases)
    .where(and(eq(cases.teamId, teamId), eq(cases.id, caseId)))
  return found.filter(({ title }) => !isRedactedName(title)).length
}

/** Asks the database for anything else by which texts could be searched. */
async function refuseUnknown(tx: Transaction): Promise<void> {
  const [row] = await tx.execute<{ found: number }>(sql`
    select (select count(*) from pg_attribute a join pg_class c on c.oid = a.attrelid
        where c.relnamespace = 'public'::regnamespace and a.atttypid = 'tsvector'::regtype)::int
      + (select count(*) from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am m on m.oid = c.relam
        where c.relnamespace = 'public'::regnamespace and m.amname in ('gin', 'gist') and c.relname not in ${known})::int as found`)
  if (row?.found === 0) return
  throw new DocketError(
    'conflict',
    'There is a search index that this purge does not know. Tell an admin: this is a fault of Docket.',
  )
}
