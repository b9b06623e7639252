import { database } from '@/lib/db/client'
import { log } from '@/lib/log'
import { liveChannel } from './announce'

type OnChange = () => void

interface Hub {
  subscribers: Map<string, Set<OnChange>>
  listening: Promise<unknown> | undefined
}

// On globalThis: Next loads a module once per bundle, and one connection serves the whole process.
const shared = globalThis as typeof globalThis & { docketLive?: Hub }

function hub(): Hub {
  shared.docketLive ??= { subscribers: new Map(), listening: undefined }
  return shared.docketLive
}

/**
 * Calls `onChange` whenever something of the team's changed, in whichever process. Answers the way to stop.
 * One connection listens for the whole process; postgres.js reconnects it by itself, and everyone is told then.
 */
export function subscribe(teamId: string, onChange: OnChange): () => void {
  const { subscribers } = hub()
  const team = subscribers.get(teamId) ?? new Set()
  subscribers.set(teamId, team.add(onChange))
  startListening()
  return () => {
    team.delete(onChange)
    if (team.size === 0) subscribers.delete(teamId)
  }
}

function startListening(): void {
  const live = hub()
  if (live.listening) return
  live.listening = database()
    .$client.listen(
      liveChannel,
      (teamId) => tell(live.subscribers.get(teamId)),
      // Also after a lost connection: what was missed is made up by one look.
      () => {
        for (const team of live.subscribers.values()) tell(team)
      },
    )
    .catch((error: unknown) => {
      log.error({ err: error }, 'live updates are off: the database does not answer LISTEN')
      live.listening = undefined
    })
}

function tell(team: Set<OnChange> | undefined): void {
  for (const onChange of team ?? []) onChange()
}
