import { hostOf } from './detectors/remote-agent'
import { RemoteFailure } from './detectors/remote-failure'
import type { Connection } from './read-connection'
import { takeProviderTurn } from './take-provider-turn'

/** Waits until a request to a Detect API may go out. Throws RemoteFailure `rate` where that takes too long. */
export async function remoteTurn(connection: Connection, teamId: string, signal: AbortSignal): Promise<void> {
  if (await takeProviderTurn(connection, teamId, signal)) return
  const host = hostOf(connection)
  throw new RemoteFailure('rate', {
    permanent: false,
    forModerator: `Many cases wait for the detector at ${host}. Docket tries again by itself.`,
    forAdmin: `More requests wait for ${host} than its limit lets through in a minute. Docket tries again by itself.`,
  })
}
