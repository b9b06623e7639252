const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400]

/** Round moments (seconds) for a ruler over `duration` seconds, at most `most` steps; the start is always one. */
export function axisTicks(duration: number, most: number): number[] {
  if (!(duration > 0) || !Number.isFinite(duration)) return [0]
  const step = steps.find((one) => duration / one <= most) ?? Math.max(1, Math.ceil(duration / most))
  const count = Math.floor(duration / step + 1e-9)
  return Array.from({ length: count + 1 }, (_, i) => Math.round(i * step * 10) / 10)
}

/** A moment as a share of the axis, for CSS: `12.5%`. Kept within it. */
export function axisShare(seconds: number, duration: number): string {
  const share = duration > 0 ? Math.min(1, Math.max(0, seconds / duration)) : 0
  return `${Math.round(share * 100_000) / 1000}%`
}
