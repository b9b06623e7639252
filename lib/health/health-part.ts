/** In the order in which they are shown. */
export const healthParts = [
  'database',
  'worker',
  'queue',
  'callbacks',
  'deliveries',
  'purges',
  'sealing',
  'store',
  'disk',
  'decoder',
  'detector',
  'models',
  'mail',
  'clock',
] as const

/** `degraded`: it works, but an admin should look at it. `down`: Docket cannot do its work. */
export interface HealthPart {
  part: (typeof healthParts)[number]
  state: 'up' | 'down' | 'degraded'
  /** A sentence or two for an admin: how it is, and what to do when it is not well. */
  says: string
}

export interface Health {
  /** The worst of the parts. */
  state: HealthPart['state']
  parts: HealthPart[]
  at: Date
}

/** How one part is, as its own file reads it. */
export type Reading = Omit<HealthPart, 'part'>

/** Seconds something may wait before an admin should look. */
export const longWait = 900

/** A time in words: `40 s`, `12 min`, `5 h`, `3 days`. */
export function inWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 180) return `${whole} s`
  if (whole < 3 * 3600) return `${Math.round(whole / 60)} min`
  return whole < 3 * 86_400 ? `${Math.round(whole / 3600)} h` : `${Math.round(whole / 86_400)} days`
}
