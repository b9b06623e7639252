import { and, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { actorId } from '@/lib/access/actor'
import { query } from '@/lib/db/query'
import { unredactTitles } from '@/lib/retention/unredact-case'

/** The cases the actor has taken and not yet decided, the latest first. */
export const listMyClaims = query({
  permission: 'case.read',
  input: z.object({}),
  async run(tx, _input, actor) {
    const me = actorId(actor)
    if (!me) return []
    const found = await tx
      .select({
        id: cases.id,
        number: cases.number,
        title: cases.title,
        zeroRetention: cases.zeroRetention,
        mediaType: cases.mediaType,
        verdictLabel: cases.verdictLabel,
        verdictScore: cases.verdictScore,
        createdAt: cases.createdAt,
        /** When it goes back by itself unless its holder shows a sign of life. */
        claimedUntil: cases.claimedUntil,
        updatedAt: cases.updatedAt,
      })
      .from(cases)
      .where(and(eq(cases.teamId, actor.teamId), eq(cases.state, 'claimed'), eq(cases.claimedBy, me)))
      .orderBy(desc(cases.updatedAt))
      .limit(20)
    return unredactTitles(tx, actor, found)
  },
})

export type MyClaim = Awaited<ReturnType<typeof listMyClaims>>[number]
