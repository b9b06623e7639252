import { sql } from 'drizzle-orm'
import { secondsSince } from '@/lib/clock'
import { database } from '@/lib/db/client'
import { env } from '@/lib/env'
import { inWords, type Reading } from './health-part'

/** How Detect APIs elsewhere have done lately, as every answer of theirs was noted: none is asked for this. */
export async function readDetector(): Promise<Reading> {
  const [row] = await database().execute<{
    connections: number
    in_error: number
    last_success: string | null
    last_error: string | null
  }>(sql`select * from detector_standing()`)
  const ofInstance = Boolean(env().DETECT_API_URL && env().DETECT_API_KEY)
  const connections = row?.connections ?? 0
  if (connections === 0) {
    return {
      state: 'up',
      says: ofInstance
        ? 'This server has a Detect API (DETECT_API_URL), which no team has used yet.'
        : 'No Detect API elsewhere is connected: the built-in engine analyses everything.',
    }
  }
  const teams = connections === 1 ? 'One team uses' : `${connections} teams use`
  const says = `${teams} a Detect API elsewhere; the last good answer came ${ago(row?.last_success)}.`
  if (!row?.in_error) return { state: 'up', says }
  const failing = row.in_error === 1 ? 'One of them fails' : `${row.in_error} of them fail`
  return {
    state: 'degraded',
    says: `${says} ${failing}, the last time ${ago(row.last_error)}. Settings → Detector of the team says why and what to do.`,
  }
}

function ago(at: string | null | undefined): string {
  if (!at) return 'never'
  return `${inWords(secondsSince(new Date(at)))} ago`
}
