import { and, eq, gt, lte, type SQL, sql } from 'drizzle-orm'
import { auditEvents } from '@/drizzle/schema/audit-events'
import { type Actor, actorId } from '@/lib/access/actor'
import { authorise } from '@/lib/access/authorise'
import { addSeconds, now } from '@/lib/clock'
import { type Transaction, withTeam } from '@/lib/db/client'
import type { AuditEvent } from './events'
import type { LookType } from './looks'
import { recordEvents } from './record'

/** Looks of one actor at one thing within these seconds are one. */
const oneLookSeconds = 10 * 60
/** The same for what is asked for again while it is open: a page that refreshes itself, the next part of a file. */
const openForSeconds = 12 * 3600
/** How far ahead the clock of whoever wrote the other look may be. */
const aheadSeconds = 60

export type Look = Extract<AuditEvent, { type: LookType }>

/**
 * Writes a look into the trail, unless the same actor's look at the same thing was written a moment ago. `again`: it is
 * only the next request of something that is open already. Nothing changes by a look, so no open page is told.
 * Throws DocketError `forbidden`; and when it cannot be written, so that nothing is shown without it.
 */
export async function recordLook(actor: Actor, look: Look, { again = false } = {}): Promise<void> {
  authorise(actor, 'case.read')
  const who = actorId(actor)
  const at = now()
  const since = addSeconds(at, -(again ? openForSeconds : oneLookSeconds))
  await withTeam(actor.teamId, async (tx) => {
    const same = and(
      eq(auditEvents.teamId, actor.teamId),
      eq(auditEvents.caseId, look.caseId),
      eq(auditEvents.type, look.type),
      who === null ? undefined : eq(auditEvents.actorId, who),
      gt(auditEvents.at, since),
      // One of a clock that was far ahead stands for no look of today.
      lte(auditEvents.at, addSeconds(at, aheadSeconds)),
      'mediaId' in look ? sql`${auditEvents.facts} ->> 'mediaId' = ${look.mediaId}` : undefined,
    )
    if (await exists(tx, same)) return
    // A page asks for the same picture several times at once: one of them writes, the others then find it.
    const subject = `look ${look.type} ${who} ${look.caseId} ${'mediaId' in look ? look.mediaId : ''}`
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${subject}, 0))`)
    if (!(await exists(tx, same))) await recordEvents(tx, actor, [look])
  })
}

async function exists(tx: Transaction, which: SQL | undefined): Promise<boolean> {
  return (await tx.select({ id: auditEvents.id }).from(auditEvents).where(which).limit(1)).length > 0
}
