import type { TestDatabase } from '../../support/database'

/** What changes because somebody came at all: when a session or key was last seen, and how often a key calls. */
const unwatched = ['sessions', 'api_keys', 'api_key_rates']

/**
 * What stands in every table, as far as it shows a change: how many rows, and by which transactions they were written.
 * `teamId`: of one team alone.
 */
export async function standOf({ owner }: TestDatabase, teamId?: string): Promise<Record<string, string>> {
  const tables = await owner<{ name: string; of_team: boolean }[]>`
    select c.relname as name, exists (select 1 from pg_attribute a
      where a.attrelid = c.oid and a.attname = 'team_id' and not a.attisdropped) as of_team
    from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`
  const watched = tables.filter((one) => !unwatched.includes(one.name) && (teamId === undefined || one.of_team))
  const stand: Record<string, string> = {}
  for (const { name } of watched) {
    const [row] = await owner<{ stand: string }[]>`
      select count(*) || ' rows, written by ' || coalesce(sum(xmin::text::numeric), 0) as stand from ${owner(name)}
      ${teamId === undefined ? owner`` : owner`where team_id = ${teamId}`}`
    stand[name] = row?.stand ?? ''
  }
  return stand
}
