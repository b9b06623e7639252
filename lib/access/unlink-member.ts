import { eq, sql } from 'drizzle-orm'
import { oidcIdentities } from '@/drizzle/schema/sign-in'
import { database } from '@/lib/db/client'
import { DocketError } from '@/lib/errors'
import { endSessionsOf } from './end-sessions-of'
import { holdPerson } from './hold-person'
import { recordInEach } from './record-in-each'
import { teamIdsOf } from './teams-of'

/**
 * Takes away what links somebody to an identity provider, and ends their sessions, for whoever has a shell on the machine; every
 * team they are in has it in its trail. Teams and password stay. Answers the providers and whether there is a password. Throws
 * `not_found` for an e-mail that is nobody's, and `conflict` for somebody who is not linked.
 */
export async function unlinkMember(given: string): Promise<{ issuers: string[]; hasPassword: boolean }> {
  const email = given.trim().toLowerCase()
  return database().transaction(async (tx) => {
    const [person] = await tx.execute<{ id: string }>(sql`select id from find_member(${email})`)
    if (!person) throw new DocketError('not_found', `Nobody on this Docket has the e-mail ${email}.`)
    await holdPerson(tx, person.id)
    const gone = await tx.delete(oidcIdentities).where(eq(oidcIdentities.memberId, person.id)).returning()
    if (gone.length === 0) {
      throw new DocketError('conflict', `${email} is linked to no identity provider. Nothing was changed.`)
    }
    const teamIds = await teamIdsOf(person.id, tx)
    const [teamId] = teamIds
    if (teamId) await endSessionsOf(tx, { kind: 'operator', teamId }, person.id, { all: true })
    await recordInEach(tx, 'operator', teamIds, [{ type: 'member.unlinked', memberId: person.id }])
    // Asked under the lock: a first sign-in by the provider takes the password away.
    const [kept] = await tx.execute<{ has: boolean }>(
      sql`select password_hash is not null as has from find_person(${person.id}::uuid)`,
    )
    return { issuers: gone.map(({ issuer }) => issuer), hasPassword: kept?.has === true }
  })
}
