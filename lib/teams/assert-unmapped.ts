import { sql } from 'drizzle-orm'
import type { Actor } from '@/lib/access/actor'
import type { Transaction } from '@/lib/db/client'
import { env } from '@/lib/env'
import { DocketError } from '@/lib/errors'

/**
 * Throws `conflict` with `fields.name` where a person would give a team a name that OIDC_TEAMS maps people to, and that it does
 * not have already: they would take in whom the provider means for another. Whoever runs the server may.
 */
export async function assertUnmapped(
  tx: Transaction,
  actor: Actor,
  { name, before = null }: { name: string; before?: string | null },
): Promise<void> {
  if (actor.kind !== 'member') return
  // Compared as a sign-in finds the team: by the database's idea of case, after ours.
  const mapped = JSON.stringify(env().OIDC_TEAMS.flatMap(({ team }) => [team, team.toLowerCase()]))
  const [row] = await tx.execute<{ taken: boolean }>(sql`
    select lower(${name}) is distinct from lower(${before}::text)
      and lower(${name}) in (select lower(m) from jsonb_array_elements_text(${mapped}::jsonb) m) as taken`)
  if (!row?.taken) return
  throw new DocketError(
    'conflict',
    `The identity provider puts people into a team called “${name}” (OIDC_TEAMS), so only whoever runs the server gives a team ` +
      'this name, with “npm run docket -- setup”. Choose another name.',
    { fields: { name: ['is meant for people whom the identity provider names'] } },
  )
}
