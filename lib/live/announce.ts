import { database } from '@/lib/db/client'
import { log } from '@/lib/log'

export const liveChannel = 'docket_changes'

/** Milliseconds in which changes of one team are told of once. */
const gather = 50

const pending = new Set<string>()
let timer: NodeJS.Timeout | undefined

/**
 * Tells open pages that something of a team's changed: after the commit, gathered, and with the team's id alone. Inside
 * the change's transaction a NOTIFY would hold a lock that lets one commit pass at a time (trust.md, trap 7).
 */
export function announceChange(teamId: string): void {
  pending.add(teamId)
  if (timer) return
  timer = setTimeout(() => void flush(), gather)
}

async function flush(): Promise<void> {
  timer = undefined
  const teams = [...pending]
  pending.clear()
  try {
    for (const team of teams) await database().$client.notify(liveChannel, team)
  } catch (error) {
    log.warn({ err: error }, 'could not announce a change; open pages catch up at their next event')
  }
}
