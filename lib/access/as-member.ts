import { DocketError } from '@/lib/errors'
import type { Actor, Member } from './actor'

/** The member the actor is. Throws DocketError `forbidden` for keys and the worker: they have no account of their own. */
export function asMember(actor: Actor): Member {
  if (actor.kind === 'member') return actor
  throw new DocketError('forbidden', 'Only people have an account. Sign in to change yours.')
}
