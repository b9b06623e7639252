/** The current instant. The one place that reads the clock, so that a test can set it. */
export function now(): Date {
  return new Date(Date.now())
}

/** `date` moved by a number of seconds (negative: earlier). */
export function addSeconds(date: Date, seconds: number): Date {
  return new Date(date.getTime() + seconds * 1000)
}

/** Seconds that have passed since then; 0 where it has not been. */
export function secondsSince(at: Date | null): number {
  return at ? (now().getTime() - at.getTime()) / 1000 : 0
}
