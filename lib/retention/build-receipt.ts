import crypto from 'node:crypto'
import type { purgeSteps } from '@/drizzle/schema/retention'
import { canonicalJson } from '@/lib/audit/canonical-json'
import type { PurgeReason } from '@/lib/audit/events'
import type { Receipt } from './receipt'

export type PurgeStep = typeof purgeSteps.$inferSelect

interface OfPurge {
  teamId: string
  caseId: string
  number: number
  reason: PurgeReason
  startedAt: Date
  completedAt: Date
  survives: string[]
  /** The receipt of an earlier purge of the same case, after which more had to go. */
  replaces: string | null
}

/** Whether a step is known to be done: something shows that its copy is gone. */
export function isProven({ result, proof }: Pick<PurgeStep, 'result' | 'proof'>): boolean {
  return (result === 'gone' || result === 'absent') && (proof === 'probed' || proof === 'attested')
}

/** The receipt of a purge. Throws while a required step has no proof: there is none of an unfinished one. */
export function buildReceipt(of: OfPurge, steps: PurgeStep[]): Receipt {
  const unproven = steps.filter((step) => step.required && !isProven(step))
  if (unproven.length > 0) throw new Error(`${unproven.length} copies are not known to be gone`)
  return {
    v: 1,
    team: of.teamId,
    case: of.caseId,
    number: of.number,
    reason: of.reason,
    startedAt: of.startedAt.toISOString(),
    completedAt: of.completedAt.toISOString(),
    copies: steps
      .toSorted((one, other) => one.position - other.position)
      .map((step) => ({
        copy: step.copy,
        subject: step.subject,
        required: step.required,
        attempts: step.attempts,
        attemptedAt: step.attemptedAt?.toISOString() ?? null,
        method: step.method,
        result: step.result === 'gone' || step.result === 'absent' ? step.result : 'unknown',
        proof: step.proof ?? 'not_covered',
        proofSays: step.proofSays ?? '',
        provenAt: (step.provenAt ?? of.completedAt).toISOString(),
      })),
    survives: of.survives,
    ...(of.replaces !== null && { replaces: of.replaces }),
  }
}

/** SHA-256 of a receipt's canonical bytes (RFC 8785), hex: what the trail holds. */
export function receiptHash(receipt: Receipt): string {
  return crypto.createHash('sha256').update(canonicalJson(receipt)).digest('hex')
}
