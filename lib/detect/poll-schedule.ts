/** How long another Detect API is given for one detection, from its last submission on. Seconds. */
export const longestRun = 2 * 3600

/** While it is young it is asked about often. Seconds. */
const young = 15 * 60

/**
 * Seconds until a detection elsewhere is asked about again: 5, doubling to 60, for a quarter of an hour; then every five
 * minutes; null once it has had its two hours. `asks`: how often that was done before.
 */
export function nextAskIn(asks: number, elapsedSeconds: number): number | null {
  if (elapsedSeconds >= longestRun) return null
  if (elapsedSeconds >= young) return 300
  return Math.min(60, 5 * 2 ** Math.min(asks, 10))
}

/**
 * Seconds until what did not work is tried again: 5, doubling to 300, and no sooner than the API said; null once two hours
 * have passed since the first submission. `triedSeconds`: from the first try until the last one began, 0 at the first.
 */
export function nextSendIn(triedSeconds: number, elapsedSeconds: number, retryAfterSeconds = 0): number | null {
  if (elapsedSeconds >= longestRun) return null
  const pause = Math.min(300, Math.max(5, Math.ceil(triedSeconds)))
  return Math.max(pause, Math.min(retryAfterSeconds, longestRun))
}
