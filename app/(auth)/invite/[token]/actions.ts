'use server'

import { headers } from 'next/headers'
import { clientAddress } from '@/lib/access/client-address'
import { signOut } from '@/lib/access/next-auth'
import { currentMember, signInWithPassword } from '@/lib/access/session'
import { signOutMember } from '@/lib/access/sign-out-member'
import { env } from '@/lib/env'
import { memberAction, publicAction } from '@/lib/http/server-action'
import { log } from '@/lib/log'
import { acceptInvitation, type GivenByInvitee } from '@/lib/teams/accept-invitation'
import { switchTeam } from '@/lib/teams/switch-team'

/** Accepts an invitation as somebody who is not signed in, and signs them in if that works at once. */
export const acceptAction = publicAction(async ({ token, ...given }: GivenByInvitee & { token: string }) => {
  const address = clientAddress(await headers(), env().TRUST_PROXY)
  const password = String(given.password)
  const { email } = await acceptInvitation(String(token), {
    given: { name: String(given.name ?? ''), email: String(given.email ?? ''), password },
    address,
  })
  try {
    await signInWithPassword({ email, password })
    return { signedIn: true }
  } catch (error) {
    // They are in the team all the same; they sign in by hand.
    log.info({ err: error }, 'could not sign somebody in after their invitation')
    return { signedIn: false }
  }
})

/** Accepts an invitation as whoever is signed in, and goes on in its team. */
export const joinAction = memberAction(
  async (member, { token }: { token: string }) => {
    const { teamId } = await acceptInvitation(String(token), { member })
    await switchTeam(member, { teamId })
    return { teamId }
  },
  { withoutSecondStep: true },
)

/** Signs out whoever the invitation is not for; nobody signed in is fine. */
export const signOutHereAction = publicAction(async (_input: null) => {
  const member = await currentMember()
  if (member) await signOutMember(member)
  await signOut({ redirect: false })
})
