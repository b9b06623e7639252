import { exactTime } from './clock-time'
import type { PinChoice } from './pinning'
import { spanWords } from './spans'
import type { Span, TrackName } from './tracks'

interface InView {
  detectionId: string | null
  /** What is pinned where no span says otherwise. */
  main: TrackName
  /** Seconds. */
  time: number
  span: Span | undefined
}

/** What can be pinned at a moment of sound or video, the closest first: the span there, the moment, the whole track. */
export function spanPins({ detectionId, main, time, span }: InView): [PinChoice, ...PinChoice[]] {
  const run = detectionId === null ? {} : { detectionId }
  const at = Math.round(time * 100) / 100
  const moment = { says: `The moment ${exactTime(at)}`, place: { track: main, startSeconds: at, ...run } }
  const whole = { says: main === 'sound' ? 'All of the sound' : 'All of the picture', place: { track: main, ...run } }
  if (!span) return [moment, whole]
  const { track, start, end, evidenceId } = span
  const place = { track, startSeconds: start, endSeconds: end, ...run, ...(evidenceId !== null && { evidenceId }) }
  return [{ says: spanWords(span), place }, moment, whole]
}
