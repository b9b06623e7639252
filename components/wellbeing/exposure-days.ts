import { utcDate } from '@/components/shell/format-time'
import { durationWords } from './work-clock'

export interface ExposureDay {
  /** `YYYY-MM-DD`, UTC. */
  day: string
  /** Null: not told. */
  seconds: number | null
}

/** The last days up to and with `today`, oldest first, each with what is known of it: days left out had none. */
export function everyDay<Day extends ExposureDay>(known: Day[], today: Date, days: number): (Day | ExposureDay)[] {
  return Array.from({ length: days }, (_, back) => {
    const day = new Date(today.getTime() - (days - 1 - back) * 24 * 3600 * 1000).toISOString().slice(0, 10)
    return known.find((one) => one.day === day) ?? { day, seconds: 0 }
  })
}

/** "22 Nov 2026". */
export function dayWords(day: string): string {
  return utcDate(new Date(`${day}T00:00:00Z`))
}

/** The chart as one sentence; days that are not told are not in it. */
export function readingOf(days: ExposureDay[]): string {
  const told = days.flatMap(({ day, seconds }) => (seconds === null ? [] : [{ day, seconds }]))
  const sum = told.reduce((all, { seconds }) => all + seconds, 0)
  const most = told.reduce((best, one) => (one.seconds > best.seconds ? one : best), { day: '', seconds: 0 })
  if (sum === 0) return 'No time with open media in these days.'
  return `${capital(durationWords(sum))} in ${days.length} days; most on ${dayWords(most.day)} with ${durationWords(most.seconds)}.`
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
