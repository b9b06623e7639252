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
  /** Where that stretch begins in `a`; in `b` it is `offsetSeconds` later. */
  fromSeconds: number
}

/** Bits of a value by which candidates are found, from the top, as AcoustID does. */
const keyBits = 14
const keyShift = 32 - keyBits
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
    fromSeconds: (Math.max(0, -best.offset) + best.from) * secondsPerValue,
  }
}

/** Thousands of fingerprints are compared with one, so this counts in typed arrays. */
function likelyOffsets(a: number[], b: number[]): number[] {
  // Places of `b` with the same key, as chains: the last of each, and the one before each; counted from 1.
  const lastPlace = new Int32Array(1 << keyBits)
  const howMany = new Int32Array(1 << keyBits)
  const placeBefore = new Int32Array(b.length + 1)
  for (let at = 0; at < b.length; at += 1) {
    const key = (b[at] ?? 0) >>> keyShift
    placeBefore[at + 1] = lastPlace[key] ?? 0
    lastPlace[key] = at + 1
    howMany[key] = (howMany[key] ?? 0) + 1
  }
  const votes = new Int32Array(a.length + b.length)
  for (let at = 0; at < a.length; at += 1) {
    const key = (a[at] ?? 0) >>> keyShift
    if ((howMany[key] ?? 0) > mostPlaces) continue
    for (let place = lastPlace[key] ?? 0; place > 0; place = placeBefore[place] ?? 0) {
      const offset = place - 1 - at + a.length
      votes[offset] = (votes[offset] ?? 0) + 1
    }
  }
  return mostVoted(votes).map((place) => place - a.length)
}

/** The few places with the most votes, more than one, the most first. */
function mostVoted(votes: Int32Array): number[] {
  const best: number[] = []
  let least = 1
  for (let place = 0; place < votes.length; place += 1) {
    const count = votes[place] ?? 0
    if (count <= least) continue
    const before = best.findIndex((other) => (votes[other] ?? 0) < count)
    best.splice(before < 0 ? best.length : before, 0, place)
    if (best.length > offsetsTried) best.pop()
    if (best.length === offsetsTried) least = votes[best.at(-1) ?? 0] ?? 1
  }
  return best
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
  const errors = new Uint8Array(Math.max(0, end - start))
  for (let i = 0; i < errors.length; i += 1) {
    errors[i] = countBits((a[start + i] ?? 0) ^ (b[start + i + offset] ?? 0))
  }
  const runs: Stretch[] = []
  let sum = 0
  let from: number | null = null
  const close = (to: number) => {
    if (from !== null && to - from >= fewestValues) runs.push({ from, to, errors: 0 })
    from = null
  }
  for (let i = 0; i < errors.length; i += 1) {
    sum += (errors[i] ?? 0) - (errors[i - smoothing] ?? 0)
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
