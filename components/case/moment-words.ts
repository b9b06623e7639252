const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** How long ago, in words: `just now`, `5 min ago`, `3 h ago`, `2 days ago`; a date beyond a month. */
export function ago(from: Date, now: Date): string {
  const seconds = Math.round((now.getTime() - from.getTime()) / 1000)
  if (seconds < 45) return 'just now'
  if (seconds < hour) return `${Math.max(1, Math.round(seconds / minute))} min ago`
  if (seconds < day) return `${Math.round(seconds / hour)} h ago`
  const days = Math.round(seconds / day)
  if (days <= 30) return `${days} ${days === 1 ? 'day' : 'days'} ago`
  return absolute(from).slice(0, -10)
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The instant in UTC, the same on server and browser: `22 Nov 2026, 14:03 UTC`. */
export function absolute(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const date = `${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()}`
  return `${date}, ${two(at.getUTCHours())}:${two(at.getUTCMinutes())} UTC`
}

/** A span that runs down, as `9:41`. */
export function countdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
