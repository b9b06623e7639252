import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { sourceTriage } from '@/drizzle/schema/desk'
import { lockCase } from '@/lib/cases/move-case'
import { command } from '@/lib/db/command'
import { DocketError, notFound } from '@/lib/errors'
import { sourcesOf } from './sources-of'

export const sourceJudgements = ['same', 'derived', 'unrelated', 'original'] as const

/**
 * Keeps what somebody made of a place where the picture was found, instead of what anybody made of it before; null takes that
 * back, so that it is open again. Throws `not_found` for a place that does not stand in the case's evidence.
 */
export const judgeSource = command({
  permission: 'case.note',
  input: z.object({
    caseId: z.uuid(),
    addressHash: z.string().regex(/^[0-9a-f]{64}$/),
    judgement: z.enum(sourceJudgements, 'choose what it is').nullable(),
  }),
  async run(tx, { caseId, addressHash, judgement }, actor) {
    if (actor.kind !== 'member') throw new DocketError('forbidden', 'Only a person judges sources.')
    const { teamId, memberId: judgedBy } = actor
    const found = await lockCase(tx, actor, caseId)
    const sources = await sourcesOf(tx, found)
    if (!sources.some((source) => source.addressHash === addressHash)) throw notFound('Source')
    const ofSource = { teamId, caseId, addressHash }
    if (judgement === null) {
      const { teamId: team, caseId: ofCase, addressHash: address } = sourceTriage
      const gone = await tx
        .delete(sourceTriage)
        .where(and(eq(team, teamId), eq(ofCase, caseId), eq(address, addressHash)))
        .returning({ address })
      // Nothing was made of it: nothing happens.
      if (gone.length === 0) return { result: { caseId }, events: [] }
      return { result: { caseId }, events: [{ type: 'source.judged', caseId, addressHash, judgement }] }
    }
    await tx
      .insert(sourceTriage)
      .values({ ...ofSource, judgement, judgedBy })
      .onConflictDoUpdate({
        target: [sourceTriage.teamId, sourceTriage.caseId, sourceTriage.addressHash],
        set: { judgement, judgedBy, createdAt: sql`now()` },
      })
    return { result: { caseId }, events: [{ type: 'source.judged', caseId, addressHash, judgement }] }
  },
})
