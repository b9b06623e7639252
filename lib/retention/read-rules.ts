import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { retentionPolicies } from '@/drizzle/schema/retention'
import type { Actor } from '@/lib/access/actor'
import type { RetentionRules } from '@/lib/audit/events'
import { type Transaction, withTeam } from '@/lib/db/client'
import { query } from '@/lib/db/query'
import { readDetectorUse } from '@/lib/detect/read-detector-use'
import { usualRules } from './retention-rules'

/** What a team has said about media that must not be kept, in the caller's transaction. */
export async function rulesOf(tx: Transaction, teamId: string): Promise<RetentionRules> {
  const [row] = await tx
    .select({
      portalDefault: retentionPolicies.portalDefault,
      portalRule: retentionPolicies.portalRule,
      portalWindow: retentionPolicies.portalWindow,
      apiWindow: retentionPolicies.apiWindow,
      keepSeenHash: retentionPolicies.keepSeenHash,
    })
    .from(retentionPolicies)
    .where(eq(retentionPolicies.teamId, teamId))
  return row ?? usualRules
}

/** The team's retention settings, for those who oversee it. */
export const readRules = query({
  permission: 'retention.read',
  input: z.object({}),
  run: (tx, _input, { teamId }) => rulesOf(tx, teamId),
})

/** What of them whoever hands media in on the portal has to know. */
export const readPortalRules = query({
  permission: 'case.open',
  input: z.object({}),
  async run(tx, _input, { teamId }) {
    const { portalDefault, portalRule, portalWindow, keepSeenHash } = await rulesOf(tx, teamId)
    const sentElsewhere = (await readDetectorUse(tx, teamId)) !== 'builtin'
    return { portalDefault, portalRule, portalWindow, keepSeenHash, sentElsewhere }
  },
})
export type PortalRules = Awaited<ReturnType<typeof readPortalRules>>

/**
 * Whether what this actor hands in must not be kept, whatever they ask for: the team's rule for the portal. Requests with an
 * API key say so themselves, and nothing else does (detect-api.md, section 6).
 */
export async function mustNotKeep(actor: Actor): Promise<boolean> {
  if (actor.kind !== 'member') return false
  return (await withTeam(actor.teamId, (tx) => rulesOf(tx, actor.teamId))).portalRule
}
