'use server'

import { signOut } from '@/lib/access/session'
import { signOutMember } from '@/lib/access/sign-out-member'
import { memberAction } from '@/lib/http/server-action'

/** Ends the session, on the server and in the browser. */
export const signOutAction = memberAction(async (member, _input: null) => {
  await signOutMember(member)
  await signOut({ redirect: false })
})
