import { hostOf } from './detectors/remote-agent'
import { callRemote } from './detectors/remote-call'
import { unreadable } from './detectors/remote-failure'
import type { Connection } from './read-connection'

/** Asks a Detect API for the shortest list there is: it tells whether one is there, and whether it takes the key. */
export async function lookThere(connection: Connection, signal: AbortSignal): Promise<void> {
  const answer = await callRemote(connection, { method: 'GET', path: '/detect?page=1&page_size=10', signal })
  if (Array.isArray((answer as { items?: unknown } | null)?.items)) return
  throw unreadable(hostOf(connection), 'answered with JSON that is no list of detections.', { permanent: true })
}
