import { now } from '@/lib/clock'
import { env } from '@/lib/env'
import { DocketError } from '@/lib/errors'
import type { Actor } from './actor'
import { may, type Permission, permissions, type Rule } from './permissions'

/**
 * Whether the permission asks a member to have proved who they are within the last STEP_UP_MINUTES, and they have not.
 * `spare`: seconds for which a proof must hold still.
 */
export function needsProof(actor: Actor, permission: Permission, spare = 0): boolean {
  const rule: Rule = permissions[permission]
  return rule.proof === true && !provedLately(actor, spare)
}

function provedLately(actor: Actor, spare: number): boolean {
  if (actor.kind !== 'member') return true
  return now().getTime() - actor.provedAt.getTime() <= (env().STEP_UP_MINUTES * 60 - spare) * 1000
}

/** For acts that need proof where their permission does not. Throws DocketError `proof_required`. */
export function requireProof(actor: Actor, spare = 0): void {
  if (provedLately(actor, spare)) return
  // Read by whoever comes without the page's dialog: a download asked for by hand, a script that is switched off.
  const says =
    'Confirm first that it is you: go back to the page and do it again there, or sign in again. Nothing was done.'
  throw new DocketError('proof_required', says)
}

/**
 * Throws DocketError `forbidden`, with a sentence that says what is missing, unless the actor may do it; `proof_required`
 * where they may, but must prove first who they are. `spare`: see needsProof.
 */
export function authorise(actor: Actor, permission: Permission, spare = 0): void {
  if (may(actor, permission)) {
    if (needsProof(actor, permission, spare)) requireProof(actor, spare)
    return
  }
  const rule: Rule = permissions[permission]
  const act = rule.says.charAt(0).toLowerCase() + rule.says.slice(1)
  throw new DocketError(
    'forbidden',
    actor.kind === 'api-key'
      ? `This API key is not allowed to ${act}${rule.scope ? `; it needs the scope "${rule.scope}"` : ''}.`
      : `Your role does not allow you to ${act}.`,
  )
}
