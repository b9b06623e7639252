import { type ReportedMetrics, withAddresses } from './detectors/reported-metrics'
import type { DetectionRecord, MediaAddress, ShownResult } from './response'
import { mapOf } from './response-metrics'

/** Stands where the built-in engine says what it can find. */
export const judgedElsewhere =
  'Judged by another Detect API, whose figures and labels these are. How often it errs was not tested here.'

/** Another API's figures, with addresses of ours for its picture; null where the built-in engine judged. */
export function reportedHere(
  record: DetectionRecord,
  { reported }: ShownResult,
  addressOf: MediaAddress,
): ReportedMetrics | null {
  if (!reported) return null
  const map = mapOf(record)
  const original = record.case.zeroRetention ? undefined : record.original?.id
  return withAddresses(reported, { map: map && addressOf(map), original: original ? addressOf(original) : null })
}
