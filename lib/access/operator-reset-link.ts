import { sql } from 'drizzle-orm'
import { database } from '@/lib/db/client'
import { DocketError } from '@/lib/errors'
import { isOnlyByProvider } from './is-only-by-provider'
import { openReset } from './password-reset'
import { teamIdsOf } from './teams-of'

/**
 * A link to a new password for anybody on this Docket, for whoever has a shell on the machine. Throws `not_found` for an
 * e-mail that is nobody's, and `conflict` for somebody who could not sign in with it, or who signs in through a provider alone.
 */
export async function operatorResetLink(given: string): Promise<string> {
  const email = given.trim().toLowerCase()
  const [member] = await database().execute<{ id: string; deactivated_at: Date | null }>(
    sql`select id, deactivated_at from find_member(${email})`,
  )
  if (!member) throw new DocketError('not_found', `Nobody on this Docket has the e-mail ${email}.`)
  const teamIds = await teamIdsOf(member.id)
  if (member.deactivated_at || teamIds.length === 0) {
    throw new DocketError('conflict', `${email} is in no team, or shut out of it, and could not sign in.`)
  }
  if (await isOnlyByProvider(database(), member.id)) {
    throw new DocketError(
      'conflict',
      `${email} signs in through the identity provider and has no password; one would let them in after the provider dropped ` +
        `them. If it has to be, unlink them first: npm run docket -- member unlink --email ${email}`,
    )
  }
  return openReset('operator', member.id, teamIds)
}
