'use server'

import { signInWithPassword } from '@/lib/access/session'
import { publicAction } from '@/lib/http/server-action'
import { log } from '@/lib/log'
import { redeemSetupLink } from '@/lib/teams/set-up-team'

/** Makes the first team and its admin through the one-time link, and signs the admin in if that works at once. */
export const setUpAction = publicAction(
  async (input: { token: string; teamName: string; name: string; email: string; password: string }) => {
    await redeemSetupLink({ ...input, token: String(input.token) })
    try {
      await signInWithPassword({ email: input.email, password: input.password })
      return { signedIn: true }
    } catch (error) {
      // The team is there all the same; the person signs in by hand.
      log.warn({ err: error }, 'could not sign in the first admin after the set-up')
      return { signedIn: false }
    }
  },
)
