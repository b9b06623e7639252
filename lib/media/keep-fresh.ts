import fs from 'node:fs/promises'
import { now } from '@/lib/clock'

/** Between two touches; much shorter than what the sweep of the incoming folder takes for forgotten. Milliseconds. */
const pause = 600_000

/**
 * Keeps files in the incoming folder as new as they were when they arrived while others of their request are still
 * coming, which over a slow line takes hours; the sweep (lib/media/sweep-orphans.ts) would take them for forgotten.
 * `arrived` may grow. Answers the way to stop.
 */
export function keepFresh(arrived: readonly { path: string }[]): () => void {
  const touch = () => {
    // One that is gone needs it no more.
    for (const { path } of arrived) fs.utimes(path, now(), now()).catch(() => {})
  }
  const timer = setInterval(touch, pause)
  return () => clearInterval(timer)
}
