import { eq, sql } from 'drizzle-orm'
import { detectorConnections } from '@/drizzle/schema/detector-connections'
import type { Transaction } from '@/lib/db/client'
import type { DetectorUse } from './detectors/detector'
import { instanceConnection } from './read-connection'

/**
 * What a team's cases are analysed by, without opening its sealed key: a case is opened also where AUTH_SECRET was
 * replaced and the key cannot be read any more. The run that needs the key then says so.
 */
export async function readDetectorUse(tx: Transaction, teamId: string): Promise<DetectorUse> {
  const row = await readChoice(tx, teamId)
  if (!row?.own && !instanceConnection()) return 'builtin'
  return row?.use ?? 'remote'
}

/** Whether a Detect API is connected: the team's own or this instance's. */
export async function isRemoteConnected(tx: Transaction, teamId: string): Promise<boolean> {
  return (await readChoice(tx, teamId))?.own === true || instanceConnection() !== null
}

async function readChoice(tx: Transaction, teamId: string) {
  const [row] = await tx
    .select({ use: detectorConnections.use, own: sql<boolean>`${detectorConnections.url} is not null` })
    .from(detectorConnections)
    .where(eq(detectorConnections.teamId, teamId))
  return row
}
