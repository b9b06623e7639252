import { eq } from 'drizzle-orm'
import { detectorConnections } from '@/drizzle/schema/detector-connections'
import type { DetectorChoice } from '@/lib/audit/events'
import type { Transaction } from '@/lib/db/client'
import type { DetectorUse } from './detectors/detector'
import { instanceConnection } from './read-connection'

export type ConnectionRow = typeof detectorConnections.$inferSelect

/** Which detector a team uses and whose connection it is, read without opening any key. */
export interface Choice {
  /** Null where the team has chosen nothing. */
  row: ConnectionRow | null
  /** What holds now: as `readDetectors` has it. */
  use: DetectorUse
  /** The base URL of the API that is connected; null where none is. */
  url: string | null
  connectionOf: 'team' | 'instance' | null
}

/** Locked with `forUpdate`, so that of two changes at once each tells what the other left. */
export async function readChoice(tx: Transaction, teamId: string, forUpdate = false): Promise<Choice> {
  const asked = tx.select().from(detectorConnections).where(eq(detectorConnections.teamId, teamId))
  const [row = null] = await (forUpdate ? asked.for('update') : asked)
  return { row, ...whatHolds(row) }
}

/** What a team's row comes to on this server, which may have a connection of its own. */
export function whatHolds(row: Pick<ConnectionRow, 'url' | 'use'> | null): Omit<Choice, 'row'> {
  const instance = instanceConnection()
  const url = row?.url ?? instance?.url ?? null
  if (url === null) return { use: 'builtin', url: null, connectionOf: null }
  return { use: row?.use ?? 'remote', url, connectionOf: row?.url ? 'team' : 'instance' }
}

/** Whether a team has chosen anything of its own: a row may also hold only how this server's connection is doing. */
export function isChosen(row: ConnectionRow | null): boolean {
  return row !== null && (row.url !== null || row.use !== 'remote')
}

/** The choice as the trail tells it: of an API only its host. */
export function toldChoice({ use, url }: Pick<Choice, 'use' | 'url'>): DetectorChoice {
  return { use, host: url === null ? null : hostOfApi(url) }
}

/** The host of an API's base URL, with its port where it is not the usual one. */
export function hostOfApi(url: string): string {
  return new URL(url).host
}
