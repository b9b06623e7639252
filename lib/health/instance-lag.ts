import { sql } from 'drizzle-orm'
import { undoSeconds } from '@/lib/cases/undo-window'
import { database } from '@/lib/db/client'

/** How far what has to follow by itself lags behind, over all teams. Ages in seconds; null where nothing is late. */
export interface InstanceLag {
  /** Callbacks of Detect APIs that came in and were not worked on yet. */
  inboxWaiting: number
  inboxSeconds: number | null
  /** Cases whose media should have gone and has not, as far as it lies here. */
  purgesDue: number
  purgeSeconds: number | null
  /** Cases with a copy whose deletion failed last. */
  purgesFailed: number
  /** Teams with events that are not sealed yet. */
  teamsUnsealed: number
  unsealedSeconds: number | null
}

let asking: Promise<InstanceLag> | undefined

/**
 * Asks an owner function (drizzle/migrations/0022_operations.sql), which answers numbers alone; whoever asks meanwhile gets
 * the same answer. Throws DatabaseFailure.
 */
export function readInstanceLag(): Promise<InstanceLag> {
  asking ??= ask().finally(() => {
    asking = undefined
  })
  return asking
}

async function ask(): Promise<InstanceLag> {
  const [row] = await database().execute<Record<string, number | null>>(
    sql`select * from instance_lag(${undoSeconds}::int)`,
  )
  const age = (name: string) => {
    const seconds = row?.[name] ?? null
    return seconds === null ? null : Math.max(0, Math.round(seconds))
  }
  return {
    inboxWaiting: row?.inbox_waiting ?? 0,
    inboxSeconds: age('inbox_oldest'),
    purgesDue: row?.purges_due ?? 0,
    purgeSeconds: age('purge_oldest'),
    purgesFailed: row?.purges_failed ?? 0,
    teamsUnsealed: row?.teams_unsealed ?? 0,
    unsealedSeconds: age('unsealed_oldest'),
  }
}
