import type { Member } from '@/lib/access/actor'
import { findSession } from '@/lib/access/find-session'
import { signInMember } from '@/lib/access/sign-in-member'
import { password } from './people'

/** The same person with a session that is really there, in whichever team their sign-in leads to. */
export async function signedIn({ email }: { email: string }): Promise<Member> {
  const { sessionId } = await signInMember({ email, password, address: '203.0.113.9' })
  const member = await findSession(sessionId)
  if (!member) throw new Error(`no session of ${email}`)
  return member
}
