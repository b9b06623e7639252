import { secondsPerValue } from '@/lib/engine/match/compare-sound'
import { packFingerprint, unpackFingerprint } from '@/lib/engine/sound/packed-fingerprint'
import { leastSoundSeconds } from './match-sound'

/** The longest recording that an entry of a list may be the fingerprint of. */
const mostSeconds = 3600
const mostValues = Math.ceil(mostSeconds / secondsPerValue)
const leastValues = Math.ceil(leastSoundSeconds / secondsPerValue)
/** Of fewer different values no place is told: silence, one held tone. */
const leastDifferent = 12

/**
 * Reads a fingerprint as `fpcalc` prints it, packed, or as `fpcalc -raw` does, numbers with commas between them. Returns it packed, and the
 * length of what it was made of in seconds; or a sentence that says what is wrong with it. Pure.
 */
export function readSoundHash(said: string): { hash: string; seconds: number } | string {
  const text = said.replace(/^FINGERPRINT=/, '')
  const values = /^-?\d+(?:[\s,]|$)/.test(text) ? readRaw(text) : readPacked(text)
  if (typeof values === 'string') return values
  if (values.length > mostValues) return tooLong
  if (values.length < leastValues) {
    return `Its fingerprint is of less than ${leastSoundSeconds} seconds of sound, too little to be known again by.`
  }
  if (new Set(values).size < leastDifferent) {
    return 'Its fingerprint is of silence or a held tone, so nothing can be known again by it.'
  }
  return { hash: packFingerprint(values), seconds: values.length * secondsPerValue }
}

const tooLong = 'Its fingerprint is of more than an hour of sound. Take that of a part, as fpcalc -length 120 does.'
const broken = 'Its hash is no fingerprint as fpcalc prints it: it is broken off, or was changed on its way.'

function readPacked(text: string): number[] | string {
  const packed = unpackFingerprint(text)
  if (!packed) return broken
  if (packed.algorithm !== 2) {
    return packed.algorithm > 5
      ? broken
      : `Its fingerprint is of Chromaprint’s algorithm ${packed.algorithm}; only those of algorithm 2, fpcalc’s own, can be compared.`
  }
  return packed.length > mostValues ? tooLong : (packed.values() ?? broken)
}

function readRaw(text: string): number[] | string {
  const numbers = text.split(/[\s,]+/).filter((one) => one !== '')
  if (numbers.length > mostValues) return tooLong
  // Signed ones come from `fpcalc -raw -signed`, and from databases.
  const wrong = numbers.find((one) => !/^-?\d{1,10}$/.test(one) || Number(one) >= 2 ** 32 || Number(one) < -(2 ** 31))
  if (wrong !== undefined) return `“${wrong.slice(0, 40)}” is no value of a fingerprint: they are 32-bit numbers.`
  return numbers.map((one) => Number(one) >>> 0)
}
