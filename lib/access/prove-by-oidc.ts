import { z } from 'zod'
import { recordEvents } from '@/lib/audit/record'
import { now } from '@/lib/clock'
import { withTeam } from '@/lib/db/client'
import type { Member } from './actor'
import { digest } from './digest'
import { findOidcPerson } from './find-oidc-person'
import { findSession } from './find-session'
import { markProved } from './mark-proved'
import type { Arrival } from './oidc-claims'
import { OidcRefused } from './oidc-refusals'
import { seal, unseal } from './seal'

/** Seconds somebody has to prove at the provider who they are. */
export const proofSeconds = 15 * 60
const skewSeconds = 60

const Begun = z.object({ sid: z.uuid(), state: z.string(), at: z.number(), to: z.string().startsWith('/') })

/** A proof that was begun: for which session, when (milliseconds), and where its page is. */
export type BegunProof = z.infer<typeof Begun>

/** What the browser keeps while its person is at the provider, sealed; it counts for the answer to this `state` only. */
export function beginProof(member: Member, state: string, to: string): string {
  const begun: BegunProof = { sid: member.sessionId, state: digest(state), at: now().getTime(), to }
  return seal(JSON.stringify(begun), 'oidc-proof')
}

/** The proof that this answer belongs to; null where it is a plain sign-in. */
export function readProof(sealed: string | undefined, state: string | null): BegunProof | null {
  if (!sealed || !state) return null
  try {
    const begun = Begun.parse(JSON.parse(unseal(sealed, 'oidc-proof')))
    return begun.state === digest(state) ? begun : null
  } catch {
    return null
  }
}

/**
 * Marks a session as proved just now, if the same person was asked by the provider since. Throws OidcRefused; a failed
 * proof is in the team's trail.
 */
export async function proveByOidc(begun: BegunProof, arrival: Arrival): Promise<void> {
  const member = await findSession(begun.sid)
  if (!member || now().getTime() > begun.at + proofSeconds * 1000) throw new OidcRefused('ended')
  const isSame = await isPerson(arrival, member)
  const isFresh = (arrival.authenticatedAt?.getTime() ?? 0) >= begun.at - skewSeconds * 1000
  if (isSame && isFresh) return markProved(member, 'oidc')
  await withTeam(member.teamId, (tx) =>
    recordEvents(tx, member, [{ type: 'member.proof_failed', memberId: member.memberId }]),
  )
  throw new OidcRefused(isSame ? 'stale' : 'other_person')
}

async function isPerson(arrival: Arrival, member: Member): Promise<boolean> {
  const person = await findOidcPerson(arrival).catch((error: unknown) => {
    if (error instanceof OidcRefused) return null
    throw error
  })
  return person?.id === member.memberId
}
