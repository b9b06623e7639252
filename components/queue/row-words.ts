import { countdown } from '@/components/case/countdown'
import { spanLeft } from '@/components/retention/due-words'
import type { CaseState } from '@/lib/cases/case-states'
import type { Decider } from '@/lib/cases/row-deciders'
import { type AgeBand, ageBands } from '@/lib/queues/age-bands'
import type { QueueCounts } from '@/lib/queues/count-queues'
import { dueWithinSeconds } from '@/lib/queues/priority'

/** From how many on a row no longer counts (lib/cases/count-seen.ts). */
const mostSeen = 10

/** How many cases came in that the page in view does not hold. */
export function elsewhereWords(n: number): string {
  return n === 1 ? '1 more has come in' : `${n} more have come in`
}

/** How often the same bytes were handed in besides; null where they were not. */
export function seenWords(seen: number): string | null {
  if (seen === 0) return null
  if (seen >= mostSeen) return `Seen in ${mostSeen} or more other cases`
  return seen === 1 ? 'Seen in one other case' : `Seen in ${seen} other cases`
}

/** How many reasons there are not to trust the number; null where there is none. */
export function doubtWords(doubts: number): string | null {
  if (doubts === 0) return null
  return doubts === 1 ? '1 reason to doubt' : `${doubts} reasons to doubt`
}

/** Whose decision stands. */
export function deciderWords({ name, me }: Decider): string {
  return `by ${me ? 'you' : (name ?? 'someone who has left')}`
}

interface Held {
  state: CaseState
  claimedBy: string | null
  claimedByMe: boolean
  claimedUntil: Date | null
}

/** Who works on it, and for how long that holds unless they go on; null where nobody does. */
export function holderWords({ state, claimedBy, claimedByMe, claimedUntil }: Held, present: Date): string | null {
  if (state !== 'claimed') return null
  const who = claimedByMe ? 'with you' : `with ${claimedBy ?? 'someone'}`
  if (!claimedUntil) return who
  const left = claimedUntil.getTime() - present.getTime()
  return left > 0 ? `${who}, ${countdown(left)} left` : `${who}, claim run out`
}

/** How many wait in each band of age, those that hold any, with the band's name: "3 under an hour". */
export function ageWords(waiting: Record<AgeBand, number>): { band: AgeBand; n: number; name: string }[] {
  return ageBands.flatMap(({ band, name }) => {
    const n = waiting[band]
    return n > 0 ? [{ band, n, name: `${name.charAt(0).toLowerCase()}${name.slice(1)}` }] : []
  })
}

/** The waiting of these queues together, or of one of them. */
export function waitingOf(counts: QueueCounts[], queueId: string | null): Record<AgeBand, number> {
  const sum = Object.fromEntries(ageBands.map(({ band }) => [band, 0])) as Record<AgeBand, number>
  for (const count of counts) {
    if (queueId !== null && count.queueId !== queueId) continue
    for (const { band } of ageBands) sum[band] += count.waiting[band]
  }
  return sum
}

/** Of those waiting, how many have for a day or longer. */
export function longWaiting(waiting: Record<AgeBand, number>): number {
  return waiting.week + waiting.older
}

const pressingMs = 4 * 3_600_000

interface Due {
  state: CaseState
  zeroRetention: boolean
  queuedAt: Date
}

/**
 * By when it should be decided, as the queues reckon (lib/queues/priority.ts), and whether that is within four hours or
 * over. Null where nothing is to be decided, and under zero retention, where the media's own end is the deadline.
 */
export function dueOf(
  { state, zeroRetention, queuedAt }: Due,
  present: Date,
): { says: string; pressing: boolean } | null {
  if (zeroRetention || (state !== 'waiting' && state !== 'claimed')) return null
  const left = queuedAt.getTime() + dueWithinSeconds * 1000 - present.getTime()
  if (left <= 0) return { says: `Overdue by ${spanLeft(-left)}`, pressing: true }
  const pressing = left <= pressingMs
  return { says: `Due in ${pressing ? spanLeft(left) : `${Math.floor(left / 3_600_000)} h`}`, pressing }
}

/** Milliseconds until the first of these claims is over that has not ended yet; null where there is none. */
export function nextEnd(rows: { claimedUntil: Date | null }[], present: Date): number | null {
  const left = rows.flatMap(({ claimedUntil }) => (claimedUntil ? claimedUntil.getTime() - present.getTime() : []))
  const ahead = left.filter((milliseconds) => milliseconds > 0)
  return ahead.length > 0 ? Math.min(...ahead) : null
}
