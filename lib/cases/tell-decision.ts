import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { decisions } from '@/drizzle/schema/cases'
import { addSeconds, now } from '@/lib/clock'
import { command } from '@/lib/db/command'
import type { JobPayload } from '@/lib/jobs/payloads'
import { log } from '@/lib/log'
import { tellOfDecision } from '@/lib/webhooks/tell-webhooks'
import { lockCase } from './move-case'
import { settledDecision } from './settled-decision'
import { tellDecisionJob } from './tell-decision-job'

/** Seconds until it is looked at again where two machines' clocks disagree about the end of a grace window. */
const pause = 5

/**
 * A decision’s grace window is over: what was taken back, replaced, deleted over the API or is being looked at again is told to
 * nobody. Answers whether
 * it may be told, and queues what tells the team's webhooks. Safe to repeat.
 */
export const settleDecision = command({
  permission: 'webhook.deliver',
  input: z.object({ decisionId: z.uuid() }),
  async run(tx, { decisionId }, actor) {
    const { teamId } = actor
    const itself = and(eq(decisions.teamId, teamId), eq(decisions.id, decisionId))
    const [asked] = await tx.select({ caseId: decisions.caseId }).from(decisions).where(itself)
    if (!asked) return { result: { told: false }, events: [] }
    // Whoever takes it back just now holds the case: this waits, and sees it.
    const found = await lockCase(tx, actor, asked.caseId)
    const settled = found.withdrawnAt ? null : await settledDecision(tx, teamId, decisionId)
    if (settled === null) return { result: { told: false }, events: [] }
    if (settled === 'early') {
      return {
        result: { told: false },
        events: [],
        jobs: [tellDecisionJob(teamId, decisionId, addSeconds(now(), pause))],
      }
    }
    return { result: { told: true }, events: [], jobs: await tellOfDecision(tx, settled) }
  },
})

/** The job `decision.tell`. */
export async function tellDecision({ teamId, decisionId }: JobPayload<'decision.tell'>): Promise<void> {
  await settleDecision({ kind: 'worker', teamId }, { decisionId })
}

/** The decision stands all the same. */
export async function giveUpTelling(payload: JobPayload<'decision.tell'>): Promise<void> {
  log.error(payload, 'a decision could not be told outside')
}
