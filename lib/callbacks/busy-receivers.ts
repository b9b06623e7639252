import { enterGroup } from '@/lib/jobs/group-turns'

/** Of this process's lanes, one receiver never keeps more for longer than the moment that another waits. */
const mostAtOnce = 2

/**
 * Enters a receiver, by its host and port; answers the way to leave it, or null where two are being sent to it and stay.
 * The queue's own limit for a group holds at rest only: lanes that fetch at the same moment each see room for one.
 */
export function enterReceiver(url: string): Promise<(() => void) | null> {
  return enterGroup(`receiver ${URL.canParse(url) ? new URL(url).host : ''}`, mostAtOnce)
}
