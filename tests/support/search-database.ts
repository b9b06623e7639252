import type { TestDatabase } from './database'

/** Where a text stands in the database. */
export interface Found {
  /** With its schema: `public.cases`. */
  table: string
  column: string
}

/**
 * Every column of every table, ours, the queue's and the migrations', that holds a text: as it is, in any case, and in the
 * form that base64 or JSON gives it. Binary columns are searched byte by byte. In order of table and column.
 */
export async function findInDatabase({ owner }: Pick<TestDatabase, 'owner'>, text: string): Promise<Found[]> {
  if (text === '') throw new Error('the empty text stands everywhere')
  const forms = [...new Set([text, JSON.stringify(text).slice(1, -1), ...inBase64(text)])].map((form) =>
    form.toLowerCase(),
  )
  const columns = await owner<(Found & { type: string })[]>`
    select format('%I.%I', n.nspname, c.relname) as "table", quote_ident(a.attname) as "column", t.typname as type
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    where c.relkind in ('r', 'p', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
    order by 1, a.attnum`
  const found: Found[] = []
  for (const { table, column, type } of columns) {
    const value = type === 'bytea' ? `encode(${column}, 'escape')` : `${column}::text`
    const [row] = await owner.unsafe(
      `select 1 from ${table} where exists (
         select 1 from unnest($1::text[]) form where position(form in lower(${value})) > 0) limit 1`,
      [forms],
    )
    if (row) found.push({ table, column })
  }
  return found
}

/** What is the same in each of the three ways a text can lie in base64. */
function inBase64(text: string): string[] {
  if (text.length < 6) return []
  return [0, 1, 2].map((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), Buffer.from(text)])
    const end = Math.floor(whole.length / 3) * 4
    return whole.toString('base64').slice(shift === 0 ? 0 : 4, end)
  })
}
