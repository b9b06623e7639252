import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { claimCase } from '@/lib/cases/claim-case'
import { decideCase } from '@/lib/cases/decide-case'
import { DecisionInput } from '@/lib/cases/decision-input'
import { releaseCase } from '@/lib/cases/release-case'
import { undoDecision } from '@/lib/cases/undo-decision'
import { parseInput } from '@/lib/db/parse-input'
import { DocketError } from '@/lib/errors'
import { eachCase, type ItemResult } from './each-case'

/** What a decision on many says: as on one, and the same of each. What is pinned on one case no other can cite. */
const SameDecision = DecisionInput.omit({ caseId: true, policyId: true, policyVersion: true, exhibits: true })
/** Which policy was shown for which of them. */
const Shown = z.object({
  shown: z
    .array(
      z.object({
        caseIds: z.array(z.uuid()),
        policyId: z.uuid().nullable(),
        policyVersion: z.number().int().positive().optional(),
      }),
    )
    .default([]),
})
const Same = SameDecision.extend(Shown.shape)
type Decided = Awaited<ReturnType<typeof decideCase>>

/**
 * Decides many cases alike, each by itself (lib/queues/each-case.ts): one that is not open, held by somebody else or
 * under a policy that asks for more says so, and the others are decided.
 */
export async function decideMany(
  actor: Actor,
  { caseIds, ...given }: z.input<typeof Same> & { caseIds: string[] },
): Promise<ItemResult<Decided>[]> {
  const { shown, ...same } = parseInput(Same, given)
  const decide = (caseId: string) => {
    const { policyId, policyVersion } = shown.find((one) => one.caseIds.includes(caseId)) ?? {}
    return decideCase(actor, { ...same, caseId, policyId, policyVersion })
  }
  return eachCase(caseIds, decide, { checked: true })
}

const Decisions = z.object({ decisions: z.array(z.object({ caseId: z.uuid(), decisionId: z.uuid() })) })

/** Takes many of one's own decisions back, each by itself, while their grace windows last. */
export async function undoMany(actor: Actor, given: z.input<typeof Decisions>): Promise<ItemResult<object>[]> {
  const { decisions } = parseInput(Decisions, given)
  const ids = new Map(decisions.map(({ caseId, decisionId }) => [caseId, decisionId]))
  return eachCase([...ids.keys()], (caseId) => {
    const decisionId = ids.get(caseId)
    if (!decisionId) throw new DocketError('not_found', 'Decision not found')
    return undoDecision(actor, { caseId, decisionId })
  })
}

/** Takes many cases, each by itself. */
export function claimMany(
  actor: Actor,
  { caseIds }: { caseIds: string[] },
): Promise<ItemResult<{ claimedUntil: Date }>[]> {
  return eachCase(caseIds, (caseId) => claimCase(actor, { caseId }))
}

/** Gives many of one's own cases back, each by itself. */
export function releaseMany(actor: Actor, { caseIds }: { caseIds: string[] }): Promise<ItemResult<object>[]> {
  return eachCase(caseIds, (caseId) => releaseCase(actor, { caseId }))
}
