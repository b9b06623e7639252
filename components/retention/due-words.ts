/** A span that is left, as people say it: "3 h 12 min", "2 days 4 h", "12 min", "under a minute"; of two parts at most. */
export function spanLeft(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000)
  if (minutes < 1) return 'under a minute'
  const hours = Math.floor(minutes / 60)
  if (hours < 1) return `${minutes} min`
  if (hours < 48) return withRest(`${hours} h`, minutes % 60, 'min')
  const days = Math.floor(hours / 24)
  return withRest(`${days} days`, hours % 24, 'h')
}

function withRest(whole: string, rest: number, unit: string): string {
  return rest === 0 ? whole : `${whole} ${rest} ${unit}`
}

/** When media goes, in a sentence. `at` null: as soon as nothing works on it. */
export function goesSentence(at: Date | null, now: Date): string {
  if (at === null || at <= now) return 'Media goes as soon as nothing works on it'
  return `Media goes in ${spanLeft(at.getTime() - now.getTime())}`
}

/** Whether so little is left that it should be seen: an hour. */
export function isPressing(at: Date | null, now: Date): boolean {
  return at === null || at.getTime() - now.getTime() <= 3_600_000
}
