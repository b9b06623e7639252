import { now } from '@/lib/clock'
import { database } from '@/lib/db/client'
import { env } from '@/lib/env'
import { announceChange } from '@/lib/live/announce'
import type { Role } from './actor'
import { claimAccount } from './claim-account'
import { addOidcPerson, findOidcPerson, isMadeElsewhere, type Person } from './find-oidc-person'
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
  const admitted =
    (await admitPerson(arrival, wanted).catch(nullIfMadeElsewhere)) ?? (await admitPerson(arrival, wanted))
  for (const teamId of admitted.changed) announceChange(teamId)
  if (!admitted.isIn) throw new OidcRefused('no_team', arrival.email)
  const { person } = admitted
  const how = { ...from, by: 'oidc', provedAt: provedAt(arrival), identity: arrival } as const
  return { sessionId: await openSession(pick(person), how) }
}

interface Admitted {
  person: Person
  /** Whether they are in a team now. */
  isIn: boolean
  /** The teams that they came into, left, or have another role in. */
  changed: string[]
}

/** Finds or makes the person, gives them their teams and the account that is theirs: all of it or nothing. */
async function admitPerson(arrival: Arrival, wanted: ReadonlyMap<string, Role>): Promise<Admitted> {
  const known = await findOidcPerson(arrival)
  if (known?.deactivated_at) {
    await tellFailure(known, 'deactivated')
    throw new OidcRefused('deactivated', arrival.email)
  }
  // Nobody is kept who has no business here: whoever has an account at a public provider could come by.
  if (!known && wanted.size === 0) throw new OidcRefused('no_team', arrival.email)
  return database().transaction(async (tx) => {
    const person = known ?? (await addOidcPerson(tx, arrival))
    const changed = await syncDirectory(tx, { memberId: person.id, wanted, claiming: !person.linked })
    const isIn = (await teamsOf(person.id, tx)).length > 0
    // Whoever is in no team is refused, but only once what the provider took from them is kept.
    if (isIn && !person.linked) await claimAccount(tx, arrival, person.id)
    return { person, isIn, changed }
  })
}

function nullIfMadeElsewhere(error: unknown): null {
  if (isMadeElsewhere(error)) return null
  throw error
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
