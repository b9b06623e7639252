// Written by hand: the server's and the browser's Intl differ in details ("Sep", "Sept"), and pages must not.
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const two = (n: number) => String(n).padStart(2, '0')

/** "22 Nov 2026", in UTC. */
export function utcDate(at: Date): string {
  return `${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()}`
}

/** "22 Nov 2026, 14:03 UTC". */
export function utcMinute(at: Date): string {
  return `${utcDate(at)}, ${two(at.getUTCHours())}:${two(at.getUTCMinutes())} UTC`
}

/** "22 Nov 2026, 14:03:09 UTC". */
export function utcTime(at: Date): string {
  return `${utcDate(at)}, ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} UTC`
}

/** "just now", "5 min ago", "3 h ago", "yesterday", "12 days ago", then the date. Future instants read "just now". */
export function relativeTime(at: Date, now: Date): string {
  const seconds = Math.floor((now.getTime() - at.getTime()) / 1000)
  if (seconds < 45) return 'just now'
  const minutes = Math.max(1, Math.floor(seconds / 60))
  if (minutes < 60) return `${minutes} min ago`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return `${hours} h ago`
  const days = Math.floor(hours / 24)
  if (days === 1) return 'yesterday'
  return days < 31 ? `${days} days ago` : utcDate(at)
}
