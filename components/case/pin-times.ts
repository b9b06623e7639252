import { exactTime, secondsIn } from '@/components/media/clock-time'
import type { PinnedPlace } from './case-actions'

/** From when to when, as a person types it. */
export interface PinTimes {
  from: string
  to: string
}

/** A place's times as the form proposes them. */
export function timesOf({ startSeconds = 0, endSeconds = startSeconds }: PinnedPlace): PinTimes {
  return { from: exactTime(startSeconds), to: exactTime(endSeconds) }
}

/** The place with the times as they were typed, or what is wrong with them. A place without times stays as it is. */
export function withTimes(
  place: PinnedPlace,
  { from, to }: PinTimes,
): { place: PinnedPlace } | { faults: Record<string, string> } {
  if (place.startSeconds === undefined) return { place }
  // Left as proposed, a time keeps the hundredths that the field does not show.
  const shown = timesOf(place)
  const start = from === shown.from ? place.startSeconds : secondsIn(from)
  const end = to === shown.to ? (place.endSeconds ?? place.startSeconds) : secondsIn(to)
  const says = 'Write a time such as 1:12.5, or seconds.'
  if (start === null) return { faults: { startSeconds: says } }
  if (end === null) return { faults: { endSeconds: says } }
  if (end < start) return { faults: { endSeconds: 'This is before the start.' } }
  return { place: { ...place, startSeconds: start, endSeconds: end } }
}
