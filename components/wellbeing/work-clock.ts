import { isWatching, restMs } from '@/components/case/lease-beat'

/** What this browser knows of somebody's time with media. Instants are milliseconds since 1970. */
export interface WorkClock {
  /** Seconds with open media that the server has not been told of. */
  untold: number
  /** Seconds with open media since the last rest. */
  stretch: number
  /** When media was last open before somebody; null: not since the page was loaded. */
  lastAt: number | null
  /** The last tick. */
  at: number
}

/** Without media for as long as this, somebody has rested. */
export const restSeconds = 5 * 60
/** Without a key or a pointer for as long as this, and without media that plays, nobody sits there. */
export const awaySeconds = 2 * 60
/** How often the server is told. */
export const beatSeconds = 30
/** What one word to the server can hold (lib/desk/count-exposure.ts refuses more). */
export const mostUntold = 60
/** Whoever does not want the break now is asked again after this. */
export const askAgainSeconds = 10 * 60

/** A longer step than this is a computer that slept, not a person who looked. */
const longestStep = 5

/** Whether somebody sits there, so many milliseconds after their last key, pointer or touch; media alone plays on for nobody. */
export function isThere(sinceInputMs: number, playing: boolean): boolean {
  return sinceInputMs < awaySeconds * 1000 || (playing && isWatching(sinceInputMs))
}

/** The clock a moment later; `counts`: media is open, in a page in view, before somebody who is there. */
export function tick(clock: WorkClock, at: number, counts: boolean): WorkClock {
  if (!counts) {
    const rested = clock.lastAt === null || at - clock.lastAt >= restSeconds * 1000
    return { ...clock, at, stretch: rested ? 0 : clock.stretch }
  }
  const seconds = Math.min(longestStep, Math.max(0, (at - clock.at) / 1000))
  const rested = clock.lastAt !== null && at - clock.lastAt >= restSeconds * 1000
  return {
    at,
    lastAt: at,
    untold: Math.min(mostUntold, clock.untold + seconds),
    stretch: (rested ? 0 : clock.stretch) + seconds,
  }
}

/** The clock after the server was told of whole seconds. */
export function told(clock: WorkClock, seconds: number): WorkClock {
  return { ...clock, untold: Math.max(0, clock.untold - seconds) }
}

/** Whether it is time to propose a break; `breakAfter` in minutes, null: never. */
export function isBreakDue({ stretch }: WorkClock, breakAfter: number | null): boolean {
  return breakAfter !== null && stretch >= breakAfter * 60
}

/** The clock of somebody who does not want the break now. */
export function postponed(clock: WorkClock, breakAfter: number): WorkClock {
  return { ...clock, stretch: Math.max(0, breakAfter * 60 - askAgainSeconds) }
}

/** What a break does to the media, and to a case that is taken. */
export const restMeans = `The media is paused and out of sight. Your case stays yours for ${restMs / 60_000} minutes, as long as this page stays open.`

/** How long a break has lasted, in words; and once a case is no longer kept for it, that. */
export function restWords(seconds: number): string {
  const soFar = `So far: ${seconds < 60 ? 'just begun' : durationWords(seconds)}.`
  return seconds * 1000 <= restMs ? soFar : `${soFar} Your case is not kept for you any longer, unless you come back.`
}

/** A clock that begins here, going on from what the browser kept of an earlier page, unless a rest lies between. */
export function startClock(kept: string | null, at: number): WorkClock {
  const fresh: WorkClock = { untold: 0, stretch: 0, lastAt: null, at }
  try {
    const { stretch, lastAt } = JSON.parse(kept ?? '{}')
    if (typeof stretch !== 'number' || typeof lastAt !== 'number' || lastAt > at) return fresh
    return at - lastAt < restSeconds * 1000 && stretch >= 0 ? { ...fresh, stretch, lastAt } : fresh
  } catch {
    return fresh
  }
}

/** What the browser keeps of it. */
export function keptOf({ stretch, lastAt }: WorkClock): string {
  return JSON.stringify({ stretch: Math.round(stretch), lastAt })
}

/** "less than a minute", "1 minute", "42 minutes", "1 h", "3 h 10 min". */
export function durationWords(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  if (minutes < 1) return seconds > 0 ? 'less than a minute' : 'none'
  if (minutes < 60) return minutes === 1 ? '1 minute' : `${minutes} minutes`
  const rest = minutes % 60
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`
}
