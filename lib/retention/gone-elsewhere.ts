import type { Actor } from '@/lib/access/actor'
import { secondsSince } from '@/lib/clock'
import { hostOf } from '@/lib/detect/detectors/remote-agent'
import { deleteDetection, getDetection } from '@/lib/detect/detectors/remote-client'
import { RemoteFailure } from '@/lib/detect/detectors/remote-failure'
import { findLost } from '@/lib/detect/find-lost'
import { loadRemoteRun, type RemoteRun } from '@/lib/detect/load-remote-run'
import { longestRun } from '@/lib/detect/poll-schedule'
import type { Connection } from '@/lib/detect/read-connection'
import { remoteTurn } from '@/lib/detect/remote-turn'
import type { OpenStep, Outcome, Purge } from './purge-outcome'

interface There {
  actor: Actor
  purge: Purge
  found: RemoteRun
  connection: Connection
  host: string
  signal: AbortSignal
}

/** How long one question may take. Milliseconds. */
const patience = 60_000

/**
 * Sees to the copy that another Detect API got: under zero retention it deletes by itself, and is asked until it says when;
 * otherwise it is told to. What it says is its word, not ours. After two hours without it the copy is not covered.
 */
export async function goneElsewhere(purge: Purge, step: OpenStep): Promise<Outcome> {
  const actor: Actor = { kind: 'worker', teamId: purge.teamId }
  const found = await loadRemoteRun(actor, { detectionId: step.subject })
  if (!found) throw new Error('a step is about a detection that was sent nowhere')
  const outcome = await ask(actor, purge, found)
  if (outcome.result !== 'waiting' || secondsSince(step.createdAt) < longestRun) return outcome
  return {
    result: 'failed',
    notCovered: true,
    failure: `${outcome.says} That was waited for for ${longestRun / 3600} hours, so this copy is not covered. Docket asks again once a day; delete it there if you can.`,
  }
}

async function ask(actor: Actor, purge: Purge, found: RemoteRun): Promise<Outcome> {
  const { run, connection } = found
  const said = run.reply?.file_deleted_at
  if (typeof said === 'string')
    return attested(`${run.apiHost ?? 'The API'} says that it deleted the media at ${said}.`)
  const at = run.apiHost ?? 'another Detect API'
  if (connection === null || connection === 'sealed') {
    return waiting(`The copy is at ${at}, which is not connected any more, so it cannot be asked.`)
  }
  const host = hostOf(connection)
  if (run.apiHost !== null && run.apiHost !== host) {
    return waiting(`The copy is at ${at}, and another API is connected by now, so it cannot be asked.`)
  }
  try {
    return await askThere({ actor, purge, found, connection, host, signal: AbortSignal.timeout(patience) })
  } catch (error) {
    if (error instanceof RemoteFailure) return waiting(error.forAdmin)
    throw error
  }
}

async function askThere(there: There): Promise<Outcome> {
  const { actor, purge, found, connection, host, signal } = there
  const uuid = found.run.remoteUuid ?? (await uuidOfLost(there))
  if (uuid === 'absent') return attested(`${host} lists no detection of this media: it was never accepted there.`)
  if (uuid === 'unsure') return waiting(`It cannot be told whether ${host} accepted this media: its answer was lost.`)
  const deletesByItself = purge.zeroRetention && (purge.reason === 'zero_retention' || purge.reason === 'key_lost')
  if (!deletesByItself) {
    await remoteTurn(connection, actor.teamId, signal)
    await deleteDetection(connection, uuid, signal)
  }
  await remoteTurn(connection, actor.teamId, signal)
  try {
    const { reply } = await getDetection(connection, uuid, signal)
    const deletedAt = reply.fileDeletedAt?.toISOString()
    return deletedAt
      ? attested(`${host} says that it deleted the media at ${deletedAt}.`)
      : waiting(`${host} has not said yet that it deleted the media.`)
  } catch (error) {
    if (!(error instanceof RemoteFailure) || error.status !== 404 || error.kind !== 'refused') throw error
    return attested(`${host} says that it does not have this detection${deletesByItself ? '' : ' any more'}.`)
  }
}

async function uuidOfLost({ actor, found, connection, signal }: There): Promise<string> {
  const lost = await findLost(actor, found, connection, signal)
  return lost.outcome === 'found' ? lost.reply.uuid : lost.outcome
}

function attested(says: string): Outcome {
  return { result: 'gone', proof: 'attested', says }
}

function waiting(says: string): Outcome {
  return { result: 'waiting', says }
}
