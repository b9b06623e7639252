'use server'

import { signInWithPassword } from '@/lib/access/session'
import { publicAction } from '@/lib/http/server-action'

/** Signs the browser in with an e-mail and a password. */
export const signInAction = publicAction((input: { email: string; password: string }) =>
  signInWithPassword({ email: String(input.email), password: String(input.password) }),
)
