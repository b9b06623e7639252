import { hostOf } from './detectors/remote-agent'
import type { Connection } from './read-connection'

/** What a moderator reads while another API works. */
export function stageAt(connection: Connection): string {
  return `Being analysed by ${hostOf(connection)}.`
}
