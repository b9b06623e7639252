'use server'

import { refresh } from 'next/cache'
import { redriveCallback } from '@/lib/callbacks/redrive-callback'
import { rotateSecret } from '@/lib/callbacks/rotate-secret'
import { memberAction } from '@/lib/http/server-action'

/** Sends a callback that has ended once more. */
export const sendAgainAction = memberAction(async (member, input: { callbackId: string }) => {
  const sent = await redriveCallback(member, input)
  refresh()
  return sent
})

/** Makes a new signing secret; it is in this answer and nowhere else. */
export const replaceSecretAction = memberAction((member, _input: Record<string, never>) => rotateSecret(member, {}))
