import { hostOf } from './detectors/remote-agent'
import type { RemoteRun } from './load-remote-run'
import type { Connection } from './read-connection'

/** Why the API that has a run cannot be asked about it. */
export interface Unreached {
  why: 'removed' | 'replaced' | 'sealed'
  /** While it is waited for: for a moderator and for an admin. */
  trouble: string
  troubleForAdmin: string
  /** Once it is not waited for any more, for a moderator. */
  reason: string
}

/**
 * The connection to the API that has a run, or why there is none: one to another host knows nothing of the run's uuid, and
 * is not asked about it.
 */
export function reachRun({ run, connection }: RemoteRun): Connection | Unreached {
  if (connection === 'sealed')
    return {
      why: 'sealed',
      trouble: 'The key of the detector that has this media cannot be read. Ask an admin to enter it again.',
      troubleForAdmin:
        'A detection is still at a Detect API whose key cannot be read, because AUTH_SECRET was replaced. Enter it again.',
      reason:
        'The result could not be fetched, because the detector’s key cannot be read. Ask an admin to enter it again.',
    }
  const there = run.apiHost === null ? 'a Detect API' : run.apiHost
  if (connection === null)
    return {
      why: 'removed',
      trouble: 'The detector that has this media is not connected any more. Ask an admin to look at its settings.',
      troubleForAdmin: `A detection is still at ${there}, whose connection was removed. Connect it again to get its result.`,
      reason:
        'The detector that had this media is not connected any more, so its result could not be fetched. Try the analysis ' +
        'again to use the present one.',
    }
  const host = hostOf(connection)
  if (run.apiHost === null || run.apiHost === host) return connection
  return {
    why: 'replaced',
    trouble: `The detector at ${there} has this media, and another one is connected by now. Ask an admin to look at its settings.`,
    troubleForAdmin: `A detection is still at ${there}, and ${host} is connected by now. Connect ${there} again to get its result.`,
    reason:
      `The detector at ${there} had this media, and another one is connected by now, so its result could not be fetched. ` +
      'Try the analysis again to use the present one.',
  }
}
