'use server'

import { redeemResetLink } from '@/lib/access/redeem-reset-link'
import { publicAction } from '@/lib/http/server-action'

/** Sets a new password through a link. Nobody is signed in by it: a second step is asked for as ever. */
export const resetAction = publicAction((input: { token: string; password: string }) => redeemResetLink(input))
