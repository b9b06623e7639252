import type { Fingerprints } from '@/lib/engine/analysis'
import { compareSound } from '@/lib/engine/match/compare-sound'
import type { KnownMatch } from '@/lib/engine/match/known-match'

/** Seconds in which two sounds have to agree, and how much; less is a jingle. */
export const leastSoundSeconds = 5
const leastSimilarity = 0.5

type HowAlike = Pick<KnownMatch, 'how' | 'distance' | 'turned' | 'seconds' | 'theirSecond' | 'share' | 'sound'>

/** How the sound at hand matches a known one, and where; null where it does not. `from`: the second at which the known one begins. Pure. */
export function matchSound(
  asked: NonNullable<Fingerprints['sound']>,
  known: { values: number[]; from: number },
): HowAlike | null {
  const found = compareSound(asked.values, known.values)
  if (found === null || found.overlapSeconds < leastSoundSeconds || found.similarity < leastSimilarity) return null
  const { similarity, overlapSeconds, fromSeconds, offsetSeconds } = found
  return {
    ...{ how: 'sound', distance: null, turned: null, seconds: [], theirSecond: null },
    share: Math.min(1, overlapSeconds / Math.max(asked.seconds, 1)),
    sound: {
      similarity,
      overlapSeconds,
      from: (asked.from ?? 0) + fromSeconds,
      theirFrom: known.from + fromSeconds + offsetSeconds,
    },
  }
}
