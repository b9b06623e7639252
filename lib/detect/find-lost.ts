import type { Actor } from '@/lib/access/actor'
import type { RemoteReply } from './detectors/read-reply'
import { findByMarker, getDetection } from './detectors/remote-client'
import { RemoteFailure } from './detectors/remote-failure'
import { findClaimed } from './find-claimed'
import type { RemoteRun } from './load-remote-run'
import { isMarked } from './marker'
import type { Connection } from './read-connection'
import { remoteTurn } from './remote-turn'

/**
 * What became of a submission whose answer was lost. `unsure`: there are detections there that may be it, and nothing
 * tells; `repeatable`: they are a Docket's, which answers the same Idempotency-Key with the same detection.
 */
export type Lost =
  | { outcome: 'found'; reply: RemoteReply }
  | { outcome: 'absent' }
  | { outcome: 'unsure'; repeatable: boolean }

/** Another machine's clock may differ by this much. Milliseconds. */
const clockSlack = 5 * 60_000

/**
 * Looks for a submission whose answer was lost: by what its callbacks name, then by its marker in the API's list. Throws
 * RemoteFailure.
 */
export async function findLost(
  actor: Actor,
  found: RemoteRun,
  connection: Connection,
  signal: AbortSignal,
): Promise<Lost> {
  const hinted = await findHinted(actor, found, connection, signal)
  if (hinted) return { outcome: 'found', reply: hinted }
  const { run, case: itsCase } = found
  const { zeroRetention, sourceUrl } = itsCase
  const since = run.firstSentAt ?? run.updatedAt
  const beforePage = () => remoteTurn(connection, actor.teamId, signal)
  const search = await findByMarker(
    connection,
    { marker: run.marker, since, zeroRetention, sourceUrl, beforePage },
    signal,
  )
  if (search.found) return { outcome: 'found', reply: search.found }
  const claimed = await claimedOf(actor, found, search.possible)
  const possible = search.possible.filter((reply) => !claimed.has(reply.plainUuid) && maybeIts(reply, found))
  const [only] = possible
  if (!search.complete) return { outcome: 'unsure', repeatable: search.ofDocket }
  if (!only) return { outcome: 'absent' }
  // By its own public address nothing else can be meant than the same media.
  if (possible.length === 1 && !zeroRetention && sourceUrl !== null && only.url === sourceUrl)
    return { outcome: 'found', reply: only }
  return { outcome: 'unsure', repeatable: possible.every(({ docket }) => docket !== null) }
}

/** The detection that a callback names, if it can be this one: a callback is a hint, and anyone may have sent it. */
export async function findHinted(
  actor: Actor,
  found: RemoteRun,
  connection: Connection,
  signal: AbortSignal,
): Promise<RemoteReply | null> {
  for (const uuid of found.hintedUuids) {
    await remoteTurn(connection, actor.teamId, signal)
    const reply = await getDetection(connection, uuid, signal).then(
      (answered) => answered.reply,
      (error: unknown) => {
        if (error instanceof RemoteFailure && error.status === 404) return null
        throw error
      },
    )
    if (!reply || !isIts(reply, found)) continue
    if (!(await claimedOf(actor, found, [reply])).has(reply.plainUuid)) return reply
  }
  return null
}

function claimedOf(actor: Actor, { run }: RemoteRun, replies: RemoteReply[]): Promise<Set<string>> {
  const plainUuids = replies.map(({ plainUuid }) => plainUuid)
  return findClaimed(actor, { detectionId: run.detectionId, plainUuids })
}

/** Whether a detection that was named by a callback can be this one: by its marker, where one is shown. */
function isIts(reply: RemoteReply, found: RemoteRun): boolean {
  const { run, case: itsCase } = found
  const shown = !itsCase.zeroRetention && itsCase.sourceUrl === null
  if (shown) return isMarked(reply.filename, run.marker)
  return maybeIts(reply, found)
}

function maybeIts({ createdAt, mediaType, zeroRetention }: RemoteReply, { run, original, case: itsCase }: RemoteRun) {
  const since = (run.firstSentAt ?? run.updatedAt).getTime() - clockSlack
  const isYoung = createdAt === null || createdAt.getTime() >= since
  const isKind = mediaType === null || !original || mediaType === original.mediaType
  return isYoung && isKind && (zeroRetention === null || zeroRetention === itsCase.zeroRetention)
}
