import { and, desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { evidence } from '@/drizzle/schema/detections'
import { knownJudgements } from '@/drizzle/schema/known-media'
import { lockCase } from '@/lib/cases/move-case'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { DocketError, notFound } from '@/lib/errors'

const Input = z.object({
  caseId: z.uuid(),
  knownId: z.uuid(),
  judgement: z.enum(['same', 'different']).nullable(),
  /** Why it is not the same. */
  reason: z.string().trim().max(2000, 'use at most 2000 characters').default(''),
})

/**
 * Keeps what somebody made of a match of a case with known media, instead of what anybody made of it before; null takes that back.
 * One that is not the same is passed over when the case, or the other, is analysed again; verdicts that were given stay. Throws
 * `not_found` for what no run of the case matched, `bad_request` with `fields` where it says no reason, `conflict` where the media of
 * the other case had to go.
 */
export const judgeMatch = command({
  permission: 'case.note',
  input: Input,
  async run(tx, { caseId, knownId, judgement, reason }, actor) {
    if (actor.kind !== 'member') throw new DocketError('forbidden', 'Only a person judges a match.')
    const { teamId, memberId: judgedBy } = actor
    await lockCase(tx, actor, caseId)
    const known = await matchedAs(tx, { teamId, caseId, knownId })
    const ofMatch = and(
      eq(knownJudgements.teamId, teamId),
      eq(knownJudgements.caseId, caseId),
      eq(knownJudgements.knownId, knownId),
    )
    const said = { type: 'known_media.judged', caseId, known, knownId } as const
    if (judgement === null) {
      const gone = await tx.delete(knownJudgements).where(ofMatch).returning({ knownId: knownJudgements.knownId })
      return { result: { caseId }, events: gone.length > 0 ? [{ ...said, judgement }] : [] }
    }
    if (judgement === 'different' && reason === '') {
      const says = 'say what tells them apart'
      throw new DocketError('bad_request', 'Say why it is not the same media.', { fields: { reason: [says] } })
    }
    if (known === 'case') await assertKept(tx, teamId, knownId)
    await tx
      .insert(knownJudgements)
      .values({ teamId, caseId, knownId, judgement, reason, judgedBy })
      .onConflictDoUpdate({
        target: [knownJudgements.teamId, knownJudgements.caseId, knownJudgements.knownId],
        set: { judgement, reason, judgedBy, createdAt: sql`now()` },
      })
    return { result: { caseId }, events: [{ ...said, judgement, ...(reason !== '' && { reason }) }] }
  },
})

/** What of the known media it is. Under zero retention, and once its media had to go, no match stands in its evidence. */
async function matchedAs(
  tx: Transaction,
  { teamId, caseId, knownId }: { teamId: string; caseId: string; knownId: string },
): Promise<'case' | 'list'> {
  const [piece] = await tx
    .select({ facts: evidence.facts })
    .from(evidence)
    .where(
      and(
        eq(evidence.teamId, teamId),
        eq(evidence.caseId, caseId),
        eq(evidence.check, 'match.known'),
        sql`${evidence.facts}->>'knownId' = ${knownId}`,
      ),
    )
    .orderBy(desc(evidence.id))
    .limit(1)
  if (!piece) throw notFound('Match')
  return piece.facts.known === 'list' ? 'list' : 'case'
}

/** Whoever deleted the media of the other case was told that there is no word left on what it matches. */
async function assertKept(tx: Transaction, teamId: string, knownId: string): Promise<void> {
  const [other] = await tx
    .select({ number: cases.number, retention: cases.retention, withdrawnAt: cases.withdrawnAt })
    .from(cases)
    .where(and(eq(cases.teamId, teamId), eq(cases.id, knownId)))
  if (other?.retention === 'keep' && other.withdrawnAt === null) return
  throw new DocketError('conflict', 'The media it matched is deleted, so nothing can be said of the match any more.')
}
