'use server'

import { signInWithPassword } from '@/lib/access/session'
import { publicAction } from '@/lib/http/server-action'

/** Signs the browser in with an e-mail and a password, and the code of a second step where one is asked for. */
export const signInAction = publicAction((input: { email: string; password: string; code?: string }) =>
  signInWithPassword({
    email: String(input.email),
    password: String(input.password),
    ...(input.code && { code: String(input.code) }),
  }),
)
