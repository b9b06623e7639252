import { sql } from 'drizzle-orm'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'
import { InsightPart } from './insight-part'
import { isWithin, narrowCases } from './narrow-cases'
import { isDecided } from './settled-decisions'

export interface VolumeStep {
  /** The day it begins with (UTC), `YYYY-MM-DD`. */
  day: string
  handedIn: number
  /** First decisions that were not taken back. */
  decided: number
}

export interface Volume {
  step: 'day' | 'week'
  steps: VolumeStep[]
}

const dayMs = 24 * 3600 * 1000

/** How many cases were handed in and decided, day by day; over a longer time week by week, from Mondays on (UTC). */
export const countVolume = query({
  permission: 'insights.read',
  input: InsightPart,
  run: (tx, part, { teamId }) => volumeOf(tx, teamId, part),
})

/** The same inside a transaction that has asked for permission. */
export async function volumeOf(tx: Transaction, teamId: string, part: InsightPart): Promise<Volume> {
  const step = part.until.getTime() - part.since.getTime() > 92 * dayMs ? 'week' : 'day'
  const day = (instant: ReturnType<typeof sql>) =>
    sql`to_char(date_trunc(${sql.raw(`'${step}'`)}, ${instant} at time zone 'UTC'), 'YYYY-MM-DD')`
  const handedIn = await tx.execute<{ day: string; n: number }>(sql`
    select ${day(sql`c.created_at`)} as day, count(*)::int as n from cases c
    where c.team_id = ${teamId}::uuid and ${isWithin(sql`c.created_at`, part)} and ${narrowCases(part)} group by 1`)
  const decided = await tx.execute<{ day: string; n: number }>(sql`
    select ${day(sql`d.created_at`)} as day, count(*)::int as n
    from decisions d join cases c on c.team_id = d.team_id and c.id = d.case_id
    where ${isDecided(teamId, part)} and d.kind = 'first' and ${narrowCases(part)} group by 1`)
  const by = (rows: Iterable<{ day: string; n: number }>) => new Map([...rows].map(({ day, n }) => [day, n]))
  const [came, went] = [by(handedIn), by(decided)]
  return {
    step,
    steps: daysOf(part, step).map((day) => ({ day, handedIn: came.get(day) ?? 0, decided: went.get(day) ?? 0 })),
  }
}

/** Every day of a part, or every Monday that begins one of its weeks. */
export function daysOf({ since, until }: Pick<InsightPart, 'since' | 'until'>, step: 'day' | 'week'): string[] {
  const first = new Date(`${since.toISOString().slice(0, 10)}T00:00:00.000Z`)
  const weekday = (first.getUTCDay() + 6) % 7
  const from = first.getTime() - (step === 'week' ? weekday * dayMs : 0)
  const length = step === 'week' ? 7 * dayMs : dayMs
  const count = Math.ceil((until.getTime() - from) / length)
  return Array.from({ length: count }, (_, n) => new Date(from + n * length).toISOString().slice(0, 10))
}
