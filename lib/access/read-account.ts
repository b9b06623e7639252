import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { oidcIdentities } from '@/drizzle/schema/sign-in'
import { query } from '@/lib/db/query'
import type { Role } from './actor'
import { asMember } from './as-member'

interface TeamRow extends Record<string, unknown> {
  team_id: string
  team_name: string
  role: Role
}

/** One's own account: who one is, how one can sign in, and the teams one is in. */
export const readAccount = query({
  permission: 'account.manage',
  input: z.object({}),
  async run(tx, _input, actor) {
    const { memberId } = asMember(actor)
    const [person] = await tx.execute<{ name: string; email: string; password_hash: string | null }>(
      sql`select name, email, password_hash from find_person(${memberId}::uuid)`,
    )
    const identities = await tx
      .select({ issuer: oidcIdentities.issuer })
      .from(oidcIdentities)
      .where(eq(oidcIdentities.memberId, memberId))
    const teams = await tx.execute<TeamRow>(sql`select * from teams_of(${memberId}::uuid)`)
    return {
      name: person?.name ?? '',
      email: person?.email ?? '',
      hasPassword: person?.password_hash != null,
      /** Where else they sign in: the host of each identity provider. */
      providers: [...new Set(identities.map(({ issuer }) => (URL.canParse(issuer) ? new URL(issuer).host : issuer)))],
      teams: teams.map((team) => ({ teamId: team.team_id, name: team.team_name, role: team.role })),
    }
  },
})

export type Account = Awaited<ReturnType<typeof readAccount>>
