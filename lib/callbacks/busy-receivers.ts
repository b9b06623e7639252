/** Of this process's lanes, one receiver never keeps more for longer than the moment that another waits. */
const mostAtOnce = 2

/** How long a lane waits for a receiver's turn: one that answers is done by then. Milliseconds. */
const moment = 200

interface Busy {
  sending: number
  waiting: Set<() => void>
}

const receivers = new Map<string, Busy>()

/**
 * Enters a receiver, by its host and port; answers the way to leave it, or null where two are being sent to it and stay.
 * The queue's own limit for a group holds at rest only: lanes that fetch at the same moment each see room for one.
 */
export async function enterReceiver(url: string): Promise<(() => void) | null> {
  const host = URL.canParse(url) ? new URL(url).host : ''
  const busy = receivers.get(host) ?? { sending: 0, waiting: new Set() }
  receivers.set(host, busy)
  if (busy.sending < mostAtOnce) busy.sending += 1
  else if (!(await turn(busy))) return null
  return () => {
    const [next] = busy.waiting
    // The place goes over to whoever waits for it.
    if (next) return next()
    busy.sending -= 1
    if (busy.sending === 0) receivers.delete(host)
  }
}

/** Whether somebody left in time. */
function turn({ waiting }: Busy): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (came: boolean) => {
      clearTimeout(timer)
      waiting.delete(come)
      resolve(came)
    }
    const come = () => end(true)
    const timer = setTimeout(() => end(false), moment)
    waiting.add(come)
  })
}
