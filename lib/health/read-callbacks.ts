import { inWords, type Reading } from './health-part'
import { readInstanceLag } from './instance-lag'

/** Seconds a callback may lie before it is asked about: workers look every two. */
const late = 60

/** Whether callbacks of Detect APIs are worked on soon after they came in. */
export async function readCallbacks(): Promise<Reading> {
  const { inboxWaiting, inboxSeconds } = await readInstanceLag()
  if (inboxWaiting === 0) return { state: 'up', says: 'Every callback that came in has been seen to.' }
  const says = `${inboxWaiting === 1 ? 'One callback' : `${inboxWaiting} callbacks`} that came in waits to be seen to, the oldest for ${inWords(inboxSeconds ?? 0)}.`
  return (inboxSeconds ?? 0) > late
    ? { state: 'degraded', says: `${says} Look whether a worker runs, and at its log.` }
    : { state: 'up', says }
}
