import { and, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { database } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import type { Job } from '@/lib/jobs/payloads'
import { log } from '@/lib/log'
import { isWorkedOn } from './is-worked-on'

/** Cases of a team looked at in one transaction. */
const atOnce = 200

/** Queues the purge of every case whose media is due, whose work has ended and for which no purge is queued. Counts them. */
export async function sweepPurges(): Promise<number> {
  const teams = await database().execute<{ id: string }>(sql`select all_teams() as id`)
  let queued = 0
  for (const { id: teamId } of teams) {
    const actor = { kind: 'worker', teamId } as const
    let after: string | null = null
    do {
      const swept: { queued: number; last: string | null } = await requeueDue(actor, { after })
      queued += swept.queued
      after = swept.last
    } while (after !== null)
  }
  if (queued > 0) log.info({ queued }, 'queued purges again that had not worked')
  return queued
}

const requeueDue = command({
  permission: 'case.purge',
  input: z.object({ after: z.uuid().nullable() }),
  async run(tx, { after }, { teamId }) {
    const due = await tx
      .select({ caseId: cases.id })
      .from(cases)
      .where(
        and(
          eq(cases.teamId, teamId),
          inArray(cases.retention, ['due', 'purging']),
          after ? sql`${cases.id} > ${after}` : undefined,
          sql`not exists (select 1 from pgboss.job j where j.name = 'case.purge'
            and j.state in ('created', 'retry', 'active') and j.data->>'caseId' = ${cases.id}::text)`,
        ),
      )
      .orderBy(cases.id)
      .limit(atOnce)
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
