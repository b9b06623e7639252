import { bannerOf } from '@/lib/engine/banner'
import type { DetectionRecord, KeptEvidence, ShownResult } from './response'

/** A finished detection as reports and answers read it. */
export interface Examined {
  result: ShownResult
  /** In the order to show. */
  evidence: KeptEvidence[]
  /** What the file says of itself was not kept (lib/retention/redact-result.ts). */
  zeroRetention: boolean
}

/** What the built-in engine can find and what it cannot, in sentences, where it judged; empty where another API did. */
export function limitsOf({ result, evidence }: Pick<Examined, 'result' | 'evidence'>): string {
  if (result.reported) return ''
  const says = bannerOf(evidence)
  return `The built-in engine judged. It ${says.charAt(0).toLowerCase()}${says.slice(1)}`
}

/** What reports and answers are made from; null while, or where, there is no result. */
export function examinedOf(record: DetectionRecord): Examined | null {
  const { status, result, evidence } = record
  return status === 'completed' && result ? { result, evidence, zeroRetention: record.case.zeroRetention } : null
}
