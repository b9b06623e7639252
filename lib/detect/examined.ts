import type { DetectionRecord, KeptEvidence, ShownResult } from './response'

/** A finished detection as reports and answers read it. */
export interface Examined {
  result: ShownResult
  /** In the order to show. */
  evidence: KeptEvidence[]
  /** What the file says of itself was not kept (lib/retention/redact-result.ts). */
  zeroRetention: boolean
}

/** What reports and answers are made from; null while, or where, there is no result. */
export function examinedOf(record: DetectionRecord): Examined | null {
  const { status, result, evidence } = record
  return status === 'completed' && result ? { result, evidence, zeroRetention: record.case.zeroRetention } : null
}
