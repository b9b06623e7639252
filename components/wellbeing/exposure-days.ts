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

/** The chart as one sentence; of days that are not told it says that they are none of it. */
export function readingOf(days: ExposureDay[]): string {
  const told = days.flatMap(({ day, seconds }) => (seconds === null ? [] : [{ day, seconds }]))
  const sum = told.reduce((all, { seconds }) => all + seconds, 0)
  const most = told.reduce((best, one) => (one.seconds > best.seconds ? one : best), { day: '', seconds: 0 })
  const untold = days.length - told.length
  const few = `fewer than three people had media open on ${untold === 1 ? '1 day' : `${untold} days`}`
  if (sum === 0) return untold > 0 ? `Not told: ${few}.` : 'No time with open media in these days.'
  const inDays = untold > 0 ? `in the ${told.length} of ${days.length} days that are told` : `in ${days.length} days`
  const reading = `${capital(durationWords(sum))} ${inDays}; most on ${dayWords(most.day)} with ${durationWords(most.seconds)}.`
  return untold > 0 ? `${reading} ${capital(few)}, and that is not told.` : reading
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
