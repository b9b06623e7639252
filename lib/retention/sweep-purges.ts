import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { purgeSteps } from '@/drizzle/schema/retention'
import { undoSeconds } from '@/lib/cases/undo-window'
import { database, type Transaction, withTeam } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import type { Job } from '@/lib/jobs/payloads'
import { log } from '@/lib/log'
import { isWorkedOn } from './is-worked-on'

/** Cases of a team looked at in one transaction. */
const atOnce = 200

/** What nobody answers for is asked about again after so many seconds. */
const askAgainAfter = 86_400

/**
 * Queues the purge of every case whose media is due, whose work has ended and for which no purge is under way. Counts them.
 * A job at a deadline that has moved meanwhile, or that was lost, is made up for here.
 */
export async function sweepPurges(): Promise<number> {
  const teams = await database().execute<{ id: string }>(sql`select all_teams() as id`)
  let queued = 0
  for (const { id: teamId } of teams) {
    const actor = { kind: 'worker', teamId } as const
    // Most of the time there is nothing to do: a command would tell open pages of a change all the same.
    const [any] = await withTeam(teamId, (tx) => readDue(tx, teamId, null, 1))
    if (!any) continue
    let after: string | null = null
    do {
      const swept: { queued: number; last: string | null } = await requeueDue(actor, { after })
      queued += swept.queued
      after = swept.last
    } while (after !== null)
  }
  if (queued > 0) log.info({ queued }, 'queued purges that were due')
  return queued
}

const requeueDue = command({
  permission: 'case.purge',
  input: z.object({ after: z.uuid().nullable() }),
  async run(tx, { after }, { teamId }) {
    const due = await readDue(tx, teamId, after, atOnce)
    const jobs: Job[] = []
    for (const { caseId } of due) {
      if (!(await isWorkedOn(tx, teamId, caseId))) jobs.push(['case.purge', { teamId, caseId }])
    }
    return {
      result: { queued: jobs.length, last: due.length < atOnce ? null : (due.at(-1)?.caseId ?? null) },
      events: [],
      jobs,
    }
  },
})

function readDue(tx: Transaction, teamId: string, after: string | null, limit: number) {
  return tx
    .select({ caseId: cases.id })
    .from(cases)
    .where(
      and(
        eq(cases.teamId, teamId),
        inArray(cases.retention, ['due', 'purging']),
        after ? sql`${cases.id} > ${after}` : undefined,
        sql`((${cases.retention} = 'due' and ${isDue}) or (${cases.retention} = 'purging' and not ${isWaitedFor}))`,
        notQueued,
      ),
    )
    .orderBy(cases.id)
    .limit(limit)
}

/** As lib/retention/due-at.ts has it; the job asks that again. */
const isDue: SQL = sql`(${cases.purgeAfter} is null or ${cases.purgeAfter} <= now() or ${cases.state} in ('failed', 'closed')
  or ${cases.purgeReason} <> 'zero_retention'
  or (${cases.state} = 'decided' and ${cases.decidedAt} <= now() - make_interval(secs => ${undoSeconds})))`

/** What is open is at somebody else's only, who was asked lately. */
const isWaitedFor: SQL = sql`(
  exists (select 1 from ${purgeSteps} s where s.team_id = ${cases.teamId} and s.case_id = ${cases.id}
    and s.required and s.result in ('waiting', 'failed'))
  and not exists (select 1 from ${purgeSteps} s where s.team_id = ${cases.teamId} and s.case_id = ${cases.id}
    and s.required and s.result in ('waiting', 'failed') and not (
      s.copy = 'detector' and s.attempted_at > now() - make_interval(secs =>
        case when s.proof = 'not_covered' then ${askAgainAfter} else 600 end))))`

/** None is running, about to be repeated, or waiting for a worker. */
const notQueued: SQL = sql`not exists (select 1 from pgboss.job j where j.name = 'case.purge'
  and (j.state in ('retry', 'active') or (j.state = 'created' and j.start_after <= now()))
  and j.data->>'caseId' = ${cases.id}::text)`
