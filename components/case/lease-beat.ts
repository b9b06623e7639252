/** Milliseconds without any sign of the person after which their claim is no longer renewed for them. */
export const idleMs = 15 * 60_000

/** Milliseconds for which a claim is renewed for somebody who takes a break. */
export const restMs = 60 * 60_000

/** What is known of whoever has a case. Instants are milliseconds since 1970. */
export interface Presence {
  /** The last key, pointer or touch. */
  input: number
  /** The last sign of any kind. */
  sign: number
  /** Since when they take a break; null: they do not. */
  restsSince: number | null
}

/** Whether media that plays says that somebody is there, so many milliseconds after their last input: a film in a loop plays to nobody. */
export function isWatching(sinceInputMs: number): boolean {
  return sinceInputMs <= idleMs
}

/** Whether a claim is still renewed for them. */
export function isAttended({ sign, restsSince }: Presence, at: number): boolean {
  return at - sign <= idleMs || (restsSince !== null && at - restsSince <= restMs)
}

/** Milliseconds until a claim of which so many are left is renewed: a third, and never in a hurry. */
export function beatAfter(leftMs: number): number {
  return Math.max(3000, Math.floor(leftMs / 3))
}

/**
 * When a claim ends as last heard of: as the page says (`until`), or as a renewal said since (`renewed.end`), which is sooner
 * where the team's claims were made shorter. `renewed.instead`: what the page said when that was heard.
 */
export function endOfClaim(until: Date | null, renewed: { instead: Date | null; end: Date } | null): Date | null {
  return until && renewed && until.getTime() === renewed.instead?.getTime() ? renewed.end : until
}

/** Whether so little of a claim is left that it should be seen: half a minute. */
export function isRunningOut(leftMs: number): boolean {
  return leftMs <= 30_000
}
