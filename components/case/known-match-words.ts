import type { CaseDetection } from '@/lib/cases/read-case'
import type { EvidenceFacts } from '@/lib/engine/evidence'

/** How alike a match is, in a word or two: the same bytes, bits of a perceptual hash, or sound. */
export function likeness({ how, distance, similarity, share }: EvidenceFacts): string {
  if (how === 'file') return 'The same bytes'
  if (how === 'sound' && typeof similarity === 'number') return `Sound ${Math.round(similarity * 100)} % alike`
  if (typeof distance !== 'number') return 'Alike'
  const bits = `${distance} of 256 bits apart`
  return typeof share === 'number' ? `${Math.round(share * 100)} % of its scenes, ${bits}` : bits
}

/** Why nothing is said of changed copies: there is no run to say it, or one (`shown`) that did not look for them. */
export function notLookedWords(
  runs: Pick<CaseDetection, 'detector' | 'status'>[],
  shown: Pick<CaseDetection, 'detector'> | undefined,
): string {
  const files = 'Only files that are the same byte for byte were looked for'
  const ours = runs.filter(({ detector }) => detector === 'builtin')
  if (shown?.detector === 'builtin') return `${files}: this run is from before changed copies were known.`
  if (shown || ours.length === 0) return `${files}: only the built-in engine looks for changed copies.`
  if (ours.some(({ status }) => status === 'processing'))
    return `${files}. Changed copies are looked for by the analysis, which is not finished.`
  return `${files}. Changed copies were not: the analysis failed.`
}
