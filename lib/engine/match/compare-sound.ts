/** Seconds from one value of a Chromaprint fingerprint to the next: a third of 4096 samples at 11,025 Hz. */
export const secondsPerValue = 1365 / 11_025

/** Where two fingerprints agree best. */
export interface SoundMatch {
  /** 0-1 over the stretch that agrees: 1 - 2 × the share of bits that differ. 1: the same; chance is 0. */
  similarity: number
  /** How much later the shared sound begins in `b` than in `a`; negative: earlier. */
  offsetSeconds: number
  /** Length of the longest stretch that agrees. */
  overlapSeconds: number
}

/** Bits of a value by which candidates are found, from the top, as AcoustID does. */
const keyShift = 32 - 14
/** A value that comes more often than this tells no place (silence, held tones); it is passed over. */
const mostPlaces = 40
const offsetsTried = 8
/** Values over which errors are averaged, and the mean of 32 bits that still counts as agreeing. */
const smoothing = 16
const mostErrors = 10
/** Shorter agreement (about three seconds), or one held note, is chance. */
const fewestValues = 24
const fewestDistinct = 12

/**
 * The longest stretch that two Chromaprint fingerprints (algorithm 2, raw values) share, at the best alignment; null
 * where they share nothing. Offsets are voted for by equal leading bits, then judged by bit errors: the way of
 * AcoustID's `match_fingerprints2` and Chromaprint's `FingerprintMatcher` (Lalinský), written anew. Pure.
 */
export function compareSound(a: number[], b: number[]): SoundMatch | null {
  let best: (Stretch & { offset: number }) | null = null
  for (const offset of likelyOffsets(a, b)) {
    const stretch = longestStretch(a, b, offset)
    if (stretch === null) continue
    if (best === null || worth(stretch) > worth(best)) best = { ...stretch, offset }
  }
  if (best === null) return null
  const length = best.to - best.from
  return {
    similarity: Math.max(0, 1 - (2 * best.errors) / (32 * length)),
    offsetSeconds: best.offset * secondsPerValue,
    overlapSeconds: length * secondsPerValue,
  }
}

function likelyOffsets(a: number[], b: number[]): number[] {
  const places = new Map<number, number[]>()
  for (const [at, value] of b.entries()) {
    const key = value >>> keyShift
    const known = places.get(key)
    if (known === undefined) places.set(key, [at])
    else known.push(at)
  }
  const votes = new Map<number, number>()
  for (const [at, value] of a.entries()) {
    const found = places.get(value >>> keyShift)
    if (found === undefined || found.length > mostPlaces) continue
    for (const place of found) votes.set(place - at, (votes.get(place - at) ?? 0) + 1)
  }
  return [...votes]
    .filter(([, count]) => count > 1)
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, offsetsTried)
    .map(([offset]) => offset)
}

interface Stretch {
  /** Places in the part where both are, `to` excluded. */
  from: number
  to: number
  /** Bits that differ. */
  errors: number
}

/** The longest run whose smoothed errors stay low and that is more than a held note. */
function longestStretch(a: number[], b: number[], offset: number): Stretch | null {
  const start = Math.max(0, -offset)
  const end = Math.min(a.length, b.length - offset)
  const errors = Array.from({ length: Math.max(0, end - start) }, (_, i) =>
    countBits((a[start + i] ?? 0) ^ (b[start + i + offset] ?? 0)),
  )
  const runs: Stretch[] = []
  let sum = 0
  let from: number | null = null
  const close = (to: number) => {
    if (from !== null && to - from >= fewestValues) runs.push({ from, to, errors: 0 })
    from = null
  }
  for (const [i, error] of errors.entries()) {
    sum += error - (errors[i - smoothing] ?? 0)
    if (i + 1 < smoothing) continue
    if (sum / smoothing <= mostErrors) from ??= i + 1 - smoothing
    else close(i)
  }
  close(errors.length)
  const longest = runs
    .toSorted((one, other) => other.to - other.from - (one.to - one.from))
    .find((run) => new Set(a.slice(start + run.from, start + run.to)).size >= fewestDistinct)
  if (longest === undefined) return null
  return { ...longest, errors: errors.slice(longest.from, longest.to).reduce((all, value) => all + value, 0) }
}

const worth = ({ from, to, errors }: Stretch) => 16 * (to - from) - errors

function countBits(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
