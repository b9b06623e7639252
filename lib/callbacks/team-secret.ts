import crypto from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { teams } from '@/drizzle/schema/teams'
import { seal, unseal } from '@/lib/access/seal'
import type { Transaction } from '@/lib/db/client'
import { notFound } from '@/lib/errors'

/**
 * What the team's callbacks are signed with: `whsec_` and 32 random bytes in base64. A team that has none yet gets one.
 * Throws SealBroken when the kept one cannot be opened any more.
 */
export async function teamSecret(tx: Transaction, teamId: string): Promise<string> {
  const [kept] = await tx.select({ sealed: teams.callbackSecret }).from(teams).where(eq(teams.id, teamId))
  const sealed = kept?.sealed ?? (await makeFirst(tx, teamId))
  return unseal(sealed, contextOf(teamId))
}

/** Gives the team a new secret in place of any it had, and answers it. */
export async function replaceTeamSecret(tx: Transaction, teamId: string): Promise<string> {
  const secret = newSigningSecret()
  await tx
    .update(teams)
    .set({ callbackSecret: seal(secret, contextOf(teamId)) })
    .where(eq(teams.id, teamId))
  return secret
}

/** Of two that are sent first at the same time, the later uses the earlier's. */
async function makeFirst(tx: Transaction, teamId: string): Promise<string> {
  const sealed = seal(newSigningSecret(), contextOf(teamId))
  const [kept] = await tx
    .update(teams)
    .set({ callbackSecret: sql`coalesce(${teams.callbackSecret}, ${sealed})` })
    .where(eq(teams.id, teamId))
    .returning({ sealed: teams.callbackSecret })
  if (!kept?.sealed) throw notFound('Team')
  return kept.sealed
}

/** A secret that nobody has yet: `whsec_` and 32 random bytes in base64. */
export function newSigningSecret(): string {
  return `whsec_${crypto.randomBytes(32).toString('base64')}`
}

function contextOf(teamId: string): string {
  return `callback-secret:${teamId}`
}
