import { spanLeft } from '@/components/retention/due-words'
import { utcDate } from '@/components/shell/format-time'
import { type Share, smallSample } from '@/lib/insights/wilson'

/** How a detector is called here. */
export const detectorNames: Record<string, string> = { builtin: 'Built-in engine', remote: 'Detect API' }

/** A number as people read it: "12,400". */
export function count(n: number): string {
  return n.toLocaleString('en')
}

/** A number with the word for it: "1 case", "12 cases". */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`
}

/** A line does not break between a number and its sign. */
const space = '\u00A0'

/** A share 0-1 in whole percent, or in tenths close to its ends: "82 %", "99.6 %". */
export function percent(share: number): string {
  const value = share * 100
  const isNearEnd = (value > 0 && value < 1) || (value > 99 && value < 100)
  return `${isNearEnd ? value.toFixed(1) : Math.round(value)}${space}%`
}

/** A share with its interval and how many it rests on: "82 % (95 % interval 71 to 89 %, n = 60)". */
export function shareInWords({ share, low, high, n }: Share): string {
  if (share === null) return 'no such decisions'
  return `${percent(share)} (95${space}% interval ${Math.round(low * 100)} to ${Math.round(high * 100)}${space}%, n${space}=${space}${count(n)})`
}

/** What has to be said of a small sample; null where it is large enough to say something. */
export function warningOf(n: number): string | null {
  if (n === 0 || n >= smallSample) return null
  return n === 1
    ? 'It rests on a single case: nothing follows from it.'
    : `It rests on ${n} cases only, fewer than ${smallSample}: take it as a hint.`
}

/** Seconds as people say them: "3 h 12 min", "2 days 4 h", "12 min", "40 s". */
export function duration(seconds: number): string {
  return seconds < 60 ? `${Math.round(seconds)} s` : spanLeft(seconds * 1000)
}

/** A day as it stands in the data: "22 Nov 2026". */
export function dayInWords(day: string): string {
  return utcDate(new Date(`${day}T00:00:00.000Z`))
}
