import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { media } from '@/drizzle/schema/media'
import type { Actor } from '@/lib/access/actor'
import { authorise } from '@/lib/access/authorise'
import { recordLook } from '@/lib/audit/record-look'
import { withTeam } from '@/lib/db/client'
import { parseInput } from '@/lib/db/parse-input'
import { DocketError, notFound } from '@/lib/errors'

const Input = z.object({ mediaIds: z.array(z.uuid()).min(1).max(100, 'send at most 100 at once') })

/**
 * Writes into the trail that media, blurred for this person, was shown clear to them: once for a person, a copy and a look.
 * Copies that are not the team's are passed over; throws `not_found` when none is, `forbidden` for whoever is no member.
 */
export async function recordUnblur(actor: Actor, input: z.input<typeof Input>): Promise<{ recorded: number }> {
  authorise(actor, 'case.read')
  if (actor.kind !== 'member') throw new DocketError('forbidden', 'Nothing is blurred for anybody but members.')
  const { mediaIds } = parseInput(Input, input)
  const found = await withTeam(actor.teamId, (tx) =>
    tx
      .select({ mediaId: media.id, caseId: media.caseId })
      .from(media)
      .where(and(eq(media.teamId, actor.teamId), inArray(media.id, mediaIds))),
  )
  if (found.length === 0) throw notFound('Media')
  for (const copy of found) await recordLook(actor, { type: 'media.unblurred', ...copy })
  return { recorded: found.length }
}
