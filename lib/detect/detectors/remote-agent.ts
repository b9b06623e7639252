import { Agent } from 'undici'
import { env } from '@/lib/env'
import { DocketError } from '@/lib/errors'
import { pinnedAgent } from '@/lib/media/pinned-agent'
import { checkUrl } from '@/lib/media/url-rules'
import type { Connection } from '../read-connection'
import { RemoteFailure } from './remote-failure'

/** As many APIs as have connections open at once; beyond these, the one not used for longest is closed. */
const mostAgents = 32

const agents = new Map<string, Agent>()

/** How sentences name an API: `app.resemble.ai`. */
export function hostOf({ url }: Pick<Connection, 'url'>): string {
  return URL.canParse(url) ? new URL(url).host : 'the detector'
}

/**
 * The HTTP client of an API, which keeps its connections open between requests. A team's own API is guarded like any URL
 * we fetch; this instance's own may be private. Throws RemoteFailure where the address must not be connected to.
 */
export function agentFor({ url, ofInstance }: Connection): Agent {
  const id = `${ofInstance ? 'instance' : 'team'} ${url}`
  const target = ofInstance ? null : guarded(url)
  const kept = agents.get(id)
  agents.delete(id)
  const agent =
    kept ?? (target ? pinnedAgent(target, lasting) : new Agent({ ...lasting, connect: { timeout: 10_000 } }))
  agents.set(id, agent)
  const [oldest] = agents.keys()
  if (agents.size > mostAgents && oldest !== undefined) {
    void agents.get(oldest)?.close()
    agents.delete(oldest)
  }
  return agent
}

/** Ends all connections to Detect APIs: when the worker stops, and after a test. */
export async function closeAgents(): Promise<void> {
  const open = [...agents.values()]
  agents.clear()
  await Promise.all(open.map((agent) => agent.destroy()))
}

const lasting = { connections: 16, pipelining: 1, maxHeaderSize: 65_536 }

function guarded(url: string) {
  try {
    return checkUrl(url, env().ALLOWED_PRIVATE_HOSTS, 'detector')
  } catch (error) {
    if (!(error instanceof DocketError)) throw error
    throw notAllowed(url, error)
  }
}

/** The refusal of ours to connect to an address. */
export function notAllowed(url: string, cause: DocketError): RemoteFailure {
  const host = hostOf({ url })
  return new RemoteFailure('refused', {
    permanent: true,
    forModerator: `The detector’s address (${host}) is not one Docket connects to. Ask an admin to look at its settings.`,
    forAdmin: `Nothing was sent to ${host}. ${cause.message}`,
    cause,
  })
}
