/** Milliseconds without any sign of the person after which their claim is no longer renewed for them. */
export const idleMs = 15 * 60_000

/** Milliseconds until a claim of which so many are left is renewed: a third, and never in a hurry. */
export function beatAfter(leftMs: number): number {
  return Math.max(3000, Math.floor(leftMs / 3))
}

/** Whether so little of a claim is left that it should be seen: half a minute. */
export function isRunningOut(leftMs: number): boolean {
  return leftMs <= 30_000
}
