import crypto from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import { derivedKey } from '@/lib/access/derived-key'

/** Whoever acted, as the trail keeps it: the worker, the operator and visitors have no id. */
export interface TrailActor {
  kind: Actor['kind']
  id: string | null
}

const callings: Record<Actor['kind'], string> = {
  member: 'Reviewer',
  'api-key': 'Program',
  worker: 'Docket',
  operator: 'Operator at the server',
  visitor: 'Someone not signed in',
}

/**
 * Who it was, without a name: the same person of a team is always "Reviewer 7f3a2c", and somebody else in another team.
 * Only this server can tell whom it means: the six digits are an HMAC-SHA-256 of the id.
 */
export function pseudonymOf(teamId: string, { kind, id }: TrailActor): string {
  const calling = callings[kind]
  if (id === null) return calling
  const code = crypto
    .createHmac('sha256', derivedKey('docket-pseudonyms'))
    .update(`${teamId} ${kind} ${id}`)
    .digest('hex')
  return `${calling} ${code.slice(0, 6)}`
}
