import type { AnalysisRequest, Doubt, Verdict } from './analysis'
import type { DeclaredLength } from './container/declared-length'
import { maxSoundSeconds } from './sound/decode-sound'
import { maxFrames } from './video/sample-frames'

/** Below this share of the declared length that was asked for, and this many seconds short of it, part is missing. */
export const wholeShare = 0.9
const wholeSlackSeconds = 0.25

/** How far into the media each track could be decoded, in seconds from its start; null: it was not read. */
export interface Reached {
  picture: number | null
  sound: number | null
}

/**
 * The doubt that part of the media is missing: clearly less could be decoded than the container declares within the
 * part asked for. Null where it is whole, or where nothing is known of how long it should be.
 */
export function doubtLength(
  declared: DeclaredLength,
  reached: Reached,
  { startRegion, endRegion }: Pick<AnalysisRequest, 'startRegion' | 'endRegion'>,
): Doubt | null {
  const from = Math.max(0, startRegion ?? 0)
  const shortfall = (end: number | null, until: number | null, cap: number) => {
    if (end === null || until === null) return null
    const asked = Math.min(end, endRegion ?? end, from + cap) - from
    const read = Math.max(0, until - from)
    return read < asked * wholeShare && asked - read >= wholeSlackSeconds ? { read, asked } : null
  }
  const picture = shortfall(declared.picture, reached.picture, maxFrames)
  const sound = shortfall(declared.sound, reached.sound, maxSoundSeconds)
  const part = startRegion === null && endRegion === null ? '' : 'the '
  const asked = part === '' ? '' : ' asked for'
  const says = (short: { read: number; asked: number }, track: string): Doubt => ({
    code: 'incomplete',
    says:
      `Only ${inWords(short.read)} of ${part}${inWords(short.asked)} seconds${asked}${track} could be read; ` +
      'the file is probably cut off.',
  })
  if (picture && sound) return says(picture.read < sound.read ? picture : sound, '')
  if (picture) return says(picture, reached.sound === null ? '' : ' of the picture')
  if (sound) return says(sound, reached.picture === null ? '' : ' of the sound')
  if (declared.picture !== null || declared.sound !== null) return null
  // A track alone may rightly end before the file does, so the one that goes further counts.
  const furthest = Math.max(reached.picture ?? 0, reached.sound ?? 0)
  const whole = shortfall(declared.whole, furthest, reached.sound === null ? maxFrames : maxSoundSeconds)
  return whole && says(whole, '')
}

/** The verdict whose summary says as well that part of the media is missing. */
export function qualify(verdict: Verdict, incomplete: Doubt | null): Verdict {
  return incomplete === null ? verdict : { ...verdict, summary: `${verdict.summary} ${incomplete.says}` }
}

function inWords(seconds: number): string {
  return seconds < 10 ? seconds.toFixed(1).replace('.0', '') : Math.round(seconds).toLocaleString('en')
}
