import { inWords, type Reading } from './health-part'
import { readInstanceLag } from './instance-lag'

/** Seconds an event may wait to be sealed: workers do it about once a second. */
const late = 120

/** Whether the audit trail is sealed as it grows. */
export async function readSealing(): Promise<Reading> {
  const { teamsUnsealed, unsealedSeconds } = await readInstanceLag()
  if (teamsUnsealed === 0 || unsealedSeconds === null)
    return { state: 'up', says: 'Every event of the trail is sealed.' }
  return unsealedSeconds > late
    ? {
        state: 'degraded',
        says: `Events of the trail have waited ${inWords(unsealedSeconds)} to be sealed. Look whether a worker runs, and at its log; a transaction that was left open on the database holds sealing up too.`,
      }
    : {
        state: 'up',
        says: `The newest events are sealed within seconds; the oldest waits for ${inWords(unsealedSeconds)}.`,
      }
}
