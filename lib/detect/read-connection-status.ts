import { and, count, eq, isNotNull, min, ne, sql } from 'drizzle-orm'
import { z } from 'zod'
import { remoteRuns } from '@/drizzle/schema/remote-runs'
import { query } from '@/lib/db/query'
import { env } from '@/lib/env'
import { canCallBack } from './callback-reach'
import { openKey } from './connection-key'
import { detectorUses } from './detectors/detector'
import { hostOfApi, isChosen, readChoice } from './read-choice'
import { instanceConnection } from './read-connection'

/** What the detector's page shows. Never the key: only whether there is one that opens. */
export const readConnectionStatus = query({
  permission: 'detector.read',
  input: z.object({}),
  async run(tx, _input, actor) {
    const { row, use, url, connectionOf } = await readChoice(tx, actor.teamId)
    const instance = instanceConnection()
    const unended = and(eq(remoteRuns.teamId, actor.teamId), ne(remoteRuns.state, 'ended'))
    const [runs] = await tx
      .select({
        underWay: count(),
        inTrouble: sql<number>`count(*) filter (where ${isNotNull(remoteRuns.trouble)})::int`,
        oldestAt: min(remoteRuns.firstSentAt),
      })
      .from(remoteRuns)
      .where(unended)
    return {
      use: detectorUses.find((one) => one === use) ?? 'builtin',
      host: url === null ? null : hostOfApi(url),
      connectionOf,
      /** The team's own address, to be edited; this server's is told by its host alone. */
      ownUrl: row?.url ?? null,
      chosen: isChosen(row),
      instanceHost: instance === null ? null : hostOfApi(instance.url),
      keyOpens: row === null || row.keySealed === null || openKey(row) !== null,
      lastSuccessAt: row?.lastSuccessAt ?? null,
      lastErrorAt: row?.lastErrorAt ?? null,
      lastError: row?.lastError ?? null,
      /** Whether the API is asked to report ends at all: it must be able to reach PUBLIC_URL. */
      takesCallbacks: url !== null && canCallBack(env().PUBLIC_URL, url),
      lastCallbackAt: row?.lastCallbackAt ?? null,
      /** Milliseconds. */
      lastCallbackLag: row?.lastCallbackLag ?? null,
      underWay: runs?.underWay ?? 0,
      inTrouble: runs?.inTrouble ?? 0,
      oldestSentAt: runs?.oldestAt ?? null,
    }
  },
})

export type ConnectionStatus = Awaited<ReturnType<typeof readConnectionStatus>>
