import { eq } from 'drizzle-orm'
import { detectorConnections } from '@/drizzle/schema/detector-connections'
import { unseal } from '@/lib/access/seal'
import type { Transaction } from '@/lib/db/client'
import { env } from '@/lib/env'
import { apiBaseOf } from './api-base'
import type { DetectorUse } from './detectors/detector'

/** The Detect API a team's cases are handed to. */
export interface Connection {
  /** The base URL, without a slash at its end, such as https://app.resemble.ai/api/v2. */
  url: string
  key: string
  /** Set by whoever runs this server, who may name private hosts; a team's own URL is guarded like any other. */
  ofInstance: boolean
}

export interface Detectors {
  use: DetectorUse
  /** Null where no Detect API is connected; `use` is then `builtin`. */
  connection: Connection | null
}

/** What a team's cases are analysed by just now: its own choice, else this instance's connection, else the engine. */
export async function readDetectors(tx: Transaction, teamId: string): Promise<Detectors> {
  const [row] = await tx.select().from(detectorConnections).where(eq(detectorConnections.teamId, teamId))
  const connection = row?.url && row.keySealed ? ownConnection(teamId, row.url, row.keySealed) : instanceConnection()
  if (!connection) return { use: 'builtin', connection: null }
  return { use: row?.use ?? 'remote', connection }
}

/** This instance's own connection (DETECT_API_URL, DETECT_API_KEY), if it has one. */
export function instanceConnection(): Connection | null {
  const { DETECT_API_URL: url, DETECT_API_KEY: key } = env()
  return url && key ? { url: apiBaseOf(new URL(url)), key, ofInstance: true } : null
}

function ownConnection(teamId: string, url: string, sealed: string): Connection {
  return { url, key: unseal(sealed, `detector key of ${teamId}`), ofInstance: false }
}
