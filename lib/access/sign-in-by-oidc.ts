import { now } from '@/lib/clock'
import { env } from '@/lib/env'
import { claimAccount } from './claim-account'
import { addOidcPerson, findOidcPerson, type Person } from './find-oidc-person'
import { mappedRoles } from './mapped-roles'
import type { Arrival } from './oidc-claims'
import { OidcRefused } from './oidc-refusals'
import { openSession, type SignedInFrom } from './open-session'
import { tellFailure } from './sign-in-member'
import { existingTeams, syncDirectory } from './sync-directory'
import { teamsOf } from './teams-of'

/** Seconds by which the provider's clock may be ahead. */
const skewSeconds = 60

/**
 * Opens a session for whoever the provider says has come: links or makes the person, then gives them the teams that their
 * claim means (OIDC_TEAMS). No second step is asked: that is the provider's. Throws OidcRefused.
 */
export async function signInByOidc(
  arrival: Arrival,
  from: Omit<SignedInFrom, 'by' | 'provedAt'>,
): Promise<{ sessionId: string }> {
  if (arrival.values === 'unlisted') throw new OidcRefused('unlisted', arrival.email)
  const wanted = await existingTeams(mappedRoles(env().OIDC_TEAMS, arrival.values))
  let person = await findOidcPerson(arrival)
  if (person?.deactivated_at) {
    await tellFailure(person, 'deactivated')
    throw new OidcRefused('deactivated', arrival.email)
  }
  // Nobody is kept who has no business here: whoever has an account at a public provider could come by.
  if (!person && wanted.size === 0) throw new OidcRefused('no_team', arrival.email)
  person ??= (await addOidcPerson(arrival)) ?? (await findOidcPerson(arrival))
  if (!person) throw new OidcRefused('unreadable')
  await syncDirectory(person.id, wanted)
  if ((await teamsOf(person.id)).length === 0) throw new OidcRefused('no_team', arrival.email)
  if (!person.linked) await claimAccount(arrival, person.id)
  return { sessionId: await openSession(pick(person), { ...from, by: 'oidc', provedAt: provedAt(arrival) }) }
}

/**
 * A provider that remembers somebody lets them in without asking, so what counts is when it asked last. Where it does not
 * say, it does not count as a proof at all.
 */
function provedAt({ authenticatedAt }: Arrival): Date {
  const present = now().getTime()
  if (!authenticatedAt || authenticatedAt.getTime() > present + skewSeconds * 1000) return new Date(0)
  return new Date(Math.min(authenticatedAt.getTime(), present))
}

function pick({ id, name, email }: Person) {
  return { id, name, email }
}
