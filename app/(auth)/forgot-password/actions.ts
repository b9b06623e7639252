'use server'

import { headers } from 'next/headers'
import { after } from 'next/server'
import { askPasswordReset } from '@/lib/access/ask-password-reset'
import { clientAddress } from '@/lib/access/client-address'
import { ResetAsked } from '@/lib/access/password-reset'
import { parseInput } from '@/lib/db/parse-input'
import { env } from '@/lib/env'
import { publicAction } from '@/lib/http/server-action'
import { log } from '@/lib/log'

/** Asks for a new password by mail. What becomes of it is in nobody's answer: it is done once that was given. */
export const forgotAction = publicAction(async (input: { email: string }) => {
  const { email } = parseInput(ResetAsked, input)
  const address = clientAddress(await headers(), env().TRUST_PROXY)
  after(() =>
    askPasswordReset({ email, address }).catch((error: unknown) => {
      log.error({ err: error }, 'could not see to a forgotten password')
    }),
  )
})
