import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { query } from '@/lib/db/query'
import type { AuditEntry } from './list-events'

/**
 * The names, as they are now, of the team's queues and policies that the facts of these entries name by id, by that id. Archived
 * ones too; what is not the team's has none.
 */
export const nameThings = query({
  permission: 'audit.read',
  input: z.object({ ids: z.array(z.uuid()).max(2000) }),
  async run(tx, { ids }, { teamId }): Promise<Record<string, string>> {
    if (ids.length === 0) return {}
    const wanted = sql`array[${sql.join(
      ids.map((id) => sql`${id}`),
      sql`, `,
    )}]::uuid[]`
    const rows = await tx.execute<{ id: string; name: string }>(sql`
      select id, name from queues where team_id = ${teamId} and id = any(${wanted})
      union all select id, name from policies where team_id = ${teamId} and id = any(${wanted})`)
    return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
  },
})

const queueFacts = ['queueId', 'before', 'policyId']

/** The ids among these facts that may be those of queues and policies, each once. */
export function thingsIn(entries: readonly Pick<AuditEntry, 'facts'>[]): string[] {
  const values = entries.flatMap(({ facts }) => queueFacts.map((name) => facts[name]))
  return [...new Set(values.filter((value): value is string => z.uuid().safeParse(value).success))]
}
