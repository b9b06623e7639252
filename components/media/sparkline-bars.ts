import { percent } from '@/components/case/verdict-words'
import { clockTime } from './clock-time'
import { spanThreshold } from './spans'

/** One bar of a sparkline. */
export interface SparkBar {
  /** Its place, from 0. */
  at: number
  /** 0-1; null where nothing could be judged. */
  score: number | null
}

/** As many bars as a row has room for. */
const mostBars = 48

/** The scores as bars; where there are too many, each bar is the highest of its neighbours, so that no peak is lost. */
export function sparkBars(scores: (number | null)[]): SparkBar[] {
  const count = Math.min(mostBars, scores.length)
  return Array.from({ length: count }, (_, at) => {
    const from = Math.floor((at * scores.length) / count)
    const to = Math.max(from + 1, Math.floor(((at + 1) * scores.length) / count))
    const judged = scores.slice(from, to).filter((score) => score !== null)
    return { at, score: judged.length === 0 ? null : Math.min(1, Math.max(0, ...judged)) }
  })
}

/** The scores in one sentence: "Frame scores: 12 judged, highest 97% at 0:12, 3 at 70% or more." `seconds`: where each stands in the media. */
export function sparkReading(scores: (number | null)[], label: string, seconds: number[] = []): string {
  const judged = scores.filter((score) => score !== null)
  if (judged.length === 0) return `${label}: none of the ${scores.length} parts could be judged.`
  const over = judged.filter((score) => score >= spanThreshold).length
  const from = percent(spanThreshold)
  const high = over === 0 ? `none at ${from} or more` : `${over} at ${from} or more`
  const gaps = scores.length - judged.length
  const unjudged = gaps === 0 ? '' : `, ${gaps} not judged`
  const top = Math.max(...judged)
  const second = seconds[scores.indexOf(top)]
  const where = second === undefined ? '' : ` at ${clockTime(second)}`
  return `${label}: ${judged.length} judged, highest ${percent(top)}${where}, ${high}${unjudged}.`
}
