import { and, count, eq, sql } from 'drizzle-orm'
import { auditEvents } from '@/drizzle/schema/audit-events'
import { database, withTeam } from '@/lib/db/client'
import { jobNames } from '@/lib/jobs/payloads'
import { type Outcome, type Purge, probed } from './purge-outcome'

/** A look at all jobs serves all cases that are purged within this. Milliseconds. */
const freshFor = 10_000
let lastLook: { at: number; found: Promise<{ jobs: number; telling: number }> } | undefined

/** Reads the payloads of all jobs: each may hold ids and numbers alone. */
export async function lookAtJobs(): Promise<Outcome> {
  if (!lastLook || performance.now() - lastLook.at > freshFor) {
    lastLook = { at: performance.now(), found: readJobs() }
    lastLook.found.catch(() => {
      lastLook = undefined
    })
  }
  const { jobs, telling } = await lastLook.found
  if (telling > 0)
    return {
      result: 'failed',
      failure: `${telling} jobs carry more than ids. Tell an admin: this is a fault of Docket.`,
    }
  return probed(false, `All ${jobs} jobs that the database holds were read: ids and numbers alone.`)
}

/** Lets the next look be a new one; for tests. */
export function forgetLook(): void {
  lastLook = undefined
}

async function readJobs(): Promise<{ jobs: number; telling: number }> {
  const uuid = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
  const [row] = await database().execute<{ jobs: number; telling: number }>(sql`
    select count(*)::int as jobs, count(*) filter (where exists (
      select 1 from jsonb_each(data) as part(name, value)
      where not (jsonb_typeof(value) = 'number' or (jsonb_typeof(value) = 'string' and value #>> '{}' ~ ${uuid}))
    ))::int as telling
    from pgboss.job where name in ${[...jobNames]}`)
  return row ?? { jobs: 0, telling: 0 }
}

/** What people took along is not within reach; the trail says how often that happened. */
export async function tellDownloads({ teamId, caseId }: Purge): Promise<Outcome> {
  const [row] = await withTeam(teamId, (tx) =>
    tx
      .select({ times: count() })
      .from(auditEvents)
      .where(
        and(
          eq(auditEvents.teamId, teamId),
          eq(auditEvents.caseId, caseId),
          sql`${auditEvents.type} in ('media.downloaded', 'bundle.exported')`,
        ),
      ),
  )
  const times = row?.times ?? 0
  return { result: 'unknown', says: times === 0 ? 'The trail tells of none.' : `The trail tells of ${times}.` }
}
