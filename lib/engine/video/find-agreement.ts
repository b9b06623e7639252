import type { Finding } from '../check'
import type { DeclaredLength } from '../container/declared-length'
import { notCounted } from '../not-counted'
import { silentPeak } from '../sound/listen'

/** What is known of both tracks, in seconds from the start of the media; null: not known. */
export interface BothTracks {
  starts: { picture: number | null; sound: number | null }
  declared: DeclaredLength
  /** The largest absolute sample, 0-1; null where no sound was heard. */
  loudest: number | null
  /** Moments at which the sound breaks, and at which the picture cuts. */
  breaks: number[]
  cuts: number[]
  /** How long the sound was listened to. */
  seconds: number
}

/** Recorders and export programs begin or end one track this much before the other. */
const usualOffset = 0.3
const usualDifference = 0.6
/** A break of the sound this close to a cut of the picture belongs to it. */
const together = 0.15
/** More breaks than these a minute, or in less than one, are noise, and are not compared. */
const mostBreaks = 40

const context = { points: 'context', llr: 0, strong: false } as const
const doesNotShow =
  'Programs that join, shorten or send videos shift and cut the tracks as well, and music is laid under pictures on purpose. ' +
  `Whether lips and words fit is not looked at. ${notCounted}`

/** How sound and picture fit together, as evidence for `video.agreement`: context. Only what was measured is said. */
export function findAgreement(both: BothTracks): Finding[] {
  const { starts, declared, loudest, breaks, cuts, seconds } = both
  const offset = difference(starts.sound, starts.picture)
  const ends = difference(declared.sound, declared.picture)
  const isNoise = breaks.length > mostBreaks * Math.max(1, seconds / 60)
  const compared = isNoise ? [] : breaks
  const alone = compared.filter((second) => !cuts.some((cut) => Math.abs(cut - second) <= together))
  const silent = loudest !== null && loudest < silentPeak
  const facts = {
    soundStartsLaterSeconds: offset,
    soundEndsLaterSeconds: ends,
    soundSilent: loudest === null ? null : silent,
    pictureCuts: cuts.length,
    soundBreaks: breaks.length,
    breaksOnCuts: compared.length - alone.length,
    breaksWithoutCut: alone.length,
    at:
      alone
        .slice(0, 10)
        .map((second) => `${second.toFixed(2)} s`)
        .join(', ') || null,
  }
  const says = [
    offset !== null && Math.abs(offset) > usualOffset && order('starts', offset),
    ends !== null && Math.abs(ends) > usualDifference && order('ends', ends),
    silent &&
      (loudest === 0
        ? 'There is a sound track, but every sample in it is zero.'
        : 'There is a sound track, but it is silent.'),
    alone.length > 0 && breakWords(alone, cuts.length),
  ].filter((sentence) => sentence !== false)
  if (says.length === 0) {
    const measured = [...(offset === null ? [] : ['start together']), ...(ends === null ? [] : ['end together'])].join(
      ' and ',
    )
    const broken = isNoise
      ? `. The sound breaks at ${breaks.length} moments: too many to compare with the picture.`
      : ', and the sound does not break where the picture goes on.'
    const explain = `Sound and picture ${measured || 'do not say when they start and end'}${broken}`
    return [{ ...context, status: 'clear', explain, doesNotShow, facts }]
  }
  const [first] = alone
  const time = first === undefined ? {} : { time: { start: Math.max(0, first - together), end: first + together } }
  return [{ ...context, status: 'hit', explain: says.join(' '), doesNotShow, facts, ...time }]
}

function order(does: 'starts' | 'ends', seconds: number): string {
  return `The sound ${does} ${Math.abs(seconds)} seconds ${seconds > 0 ? 'after' : 'before'} the picture.`
}

function breakWords(alone: number[], cuts: number): string {
  const where =
    alone.length === 1
      ? `at ${alone[0]?.toFixed(2)} s`
      : `at ${alone.length} moments, first at ${alone[0]?.toFixed(2)} s`
  return `The sound breaks ${where} while the picture goes on${cuts === 0 ? '; the picture has no cut at all' : ' without a cut'}.`
}

function difference(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : Math.round((one - other) * 100) / 100
}
