import { type SQL, sql } from 'drizzle-orm'
import type { InsightPart } from './insight-part'

/** SQL conditions on `c`, the cases of a part; `true` where nothing narrows. */
export function narrowCases({ mediaType, source, queueId }: Omit<InsightPart, 'since' | 'until'>): SQL {
  const asked = [
    mediaType && sql`c.media_type = ${mediaType}`,
    source && sql`c.source = ${source}`,
    queueId && sql`c.queue_id = ${queueId}::uuid`,
  ].filter((one) => one !== null && one !== '')
  return asked.length > 0 ? sql.join(asked, sql` and `) : sql`true`
}

/** The same where people are compared with the machine: without samples, unless they are asked for. */
export function narrowOwnCases(part: Omit<InsightPart, 'since' | 'until'>): SQL {
  return part.source === null ? sql`${narrowCases(part)} and c.source <> 'sample'` : narrowCases(part)
}

/** SQL: whether an instant lies in the part's time. */
export function isWithin(instant: SQL, { since, until }: Pick<InsightPart, 'since' | 'until'>): SQL {
  return sql`${instant} >= ${since.toISOString()}::timestamptz and ${instant} < ${until.toISOString()}::timestamptz`
}
