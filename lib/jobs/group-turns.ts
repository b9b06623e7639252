/** How long a lane waits for its group's turn: what ends soon has ended by then. Milliseconds. */
const moment = 200

interface Group {
  running: number
  waiting: Set<() => void>
}

const groups = new Map<string, Group>()

/**
 * Enters a group, of which this process runs `most` at once; answers the way to leave it, or null where so many run and
 * stay. The queue's own limit for a group holds at rest only: lanes that fetch at the same moment each see room.
 */
export async function enterGroup(name: string, most: number): Promise<(() => void) | null> {
  const group = groups.get(name) ?? { running: 0, waiting: new Set() }
  groups.set(name, group)
  if (group.running < most) group.running += 1
  else if (!(await turn(group))) return null
  return () => {
    const [next] = group.waiting
    // The place goes over to whoever waits for it.
    if (next) return next()
    group.running -= 1
    if (group.running === 0) groups.delete(name)
  }
}

/** Whether somebody left in time. */
function turn({ waiting }: Group): Promise<boolean> {
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
