import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { knownMedia } from '@/drizzle/schema/known-media'
import type { AuditEvent } from '@/lib/audit/events'
import { now } from '@/lib/clock'
import { command } from '@/lib/db/command'
import { DocketError, notFound } from '@/lib/errors'

const Input = z.object({
  entryId: z.uuid(),
  to: z.enum(['confirmed', 'refuted', 'expired']),
  /** Why it is refuted. */
  reason: z.string().trim().max(500, 'use at most 500 characters').default(''),
})

/**
 * Says of an entry of a list that it is right, that it is wrong and matches nothing any more, or that it ends now. One that was refuted
 * can be confirmed again. Throws `not_found`, and `bad_request` with `fields` for a refutation without a reason.
 */
export const changeEntry = command({
  permission: 'known.manage',
  input: Input,
  async run(tx, { entryId, to, reason }, actor) {
    if (actor.kind !== 'member') throw new DocketError('forbidden', 'Only a person changes a list.')
    const { teamId, memberId } = actor
    if (to === 'refuted' && reason === '') {
      throw new DocketError('bad_request', 'Say why the entry is wrong.', {
        fields: { reason: ['say what it really is'] },
      })
    }
    const said = to === 'expired' ? { expiresAt: now() } : { state: to, reason: to === 'refuted' ? reason : '' }
    const [changed] = await tx
      .update(knownMedia)
      .set({ ...said, changedBy: memberId, changedAt: now() })
      .where(and(eq(knownMedia.teamId, teamId), eq(knownMedia.id, entryId)))
      .returning({ listId: knownMedia.listId })
    if (!changed) throw notFound('Entry')
    const ofEntry = { listId: changed.listId, entryId }
    const events: Record<typeof to, AuditEvent> = {
      confirmed: { type: 'known_media.confirmed', ...ofEntry },
      refuted: { type: 'known_media.refuted', ...ofEntry, reason },
      expired: { type: 'known_media.expired', ...ofEntry },
    }
    return { result: { entryId }, events: [events[to]] }
  },
})
