import { inWords, longWait, type Reading } from './health-part'
import { readInstanceLag } from './instance-lag'

/** Whether media that is due to go has gone. */
export async function readPurges(): Promise<Reading> {
  const { purgesDue, purgeSeconds, purgesFailed } = await readInstanceLag()
  const cases = (count: number) => (count === 1 ? 'one case' : `${count} cases`)
  if (purgesFailed > 0) {
    return {
      state: 'degraded',
      says: `A copy of the media of ${cases(purgesFailed)} could not be deleted. It is tried again; Retention says which and why.`,
    }
  }
  if (purgesDue === 0) return { state: 'up', says: 'All media that was due to go has gone.' }
  const says = `The media of ${cases(purgesDue)} is due to go, the oldest for ${inWords(purgeSeconds ?? 0)}.`
  return (purgeSeconds ?? 0) > longWait
    ? { state: 'degraded', says: `${says} Look whether a worker runs, and at Retention.` }
    : { state: 'up', says }
}
