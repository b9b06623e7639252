'use server'

import { refresh } from 'next/cache'
import type { DetectorUse } from '@/lib/detect/detectors/detector'
import { removeConnection } from '@/lib/detect/remove-connection'
import { setConnection } from '@/lib/detect/set-connection'
import { testConnection } from '@/lib/detect/test-connection'
import { memberAction } from '@/lib/http/server-action'

/** Keeps which detector the team uses, and its own connection. The key is never answered. */
export const saveConnectionAction = memberAction(
  async (member, input: { use: DetectorUse; url: string | null; key: string | null }) => {
    const kept = await setConnection(member, input)
    refresh()
    return kept
  },
)

/** Forgets the team's choice, its connection and its key. */
export const removeConnectionAction = memberAction(async (member, _input: Record<string, never>) => {
  const left = await removeConnection(member, {})
  refresh()
  return left
})

/** Runs one tiny detection over a connection, before or after it is kept. */
export const testConnectionAction = memberAction((member, input: { url: string | null; key: string | null }) =>
  testConnection(member, input),
)
