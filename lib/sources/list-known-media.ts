import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { knownJudgements } from '@/drizzle/schema/known-media'
import { media } from '@/drizzle/schema/media'
import { members } from '@/drizzle/schema/teams'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'
import { findCopies } from '@/lib/detect/find-copies'
import { mostCopies } from '@/lib/detect/response-copies'
import { notFound } from '@/lib/errors'

/** Why the team's other cases were not looked through for the same file. */
export type NotCompared = 'zero_retention' | 'gone' | 'never_here'

/**
 * The team's other cases with the same file, byte for byte, newest first (10 at most): its number, name, age, the machine's label and
 * what people settled on; and what people made of each match with known media. Of cases that keep nothing, or were withdrawn, nothing.
 * Throws `not_found`.
 */
export const listKnownMedia = query({
  permission: 'case.read',
  input: z.object({ caseId: z.uuid() }),
  async run(tx, { caseId }, { teamId }) {
    const [found] = await tx
      .select({
        zeroRetention: cases.zeroRetention,
        withdrawnAt: cases.withdrawnAt,
        sha256: media.sha256,
        deletedAt: media.deletedAt,
      })
      .from(cases)
      .leftJoin(media, and(eq(media.teamId, cases.teamId), eq(media.caseId, cases.id), eq(media.copy, 'original')))
      .where(and(eq(cases.teamId, teamId), eq(cases.id, caseId)))
    if (!found) throw notFound('Case')
    const { zeroRetention, withdrawnAt, sha256, deletedAt } = found
    const whyNot: NotCompared | null = zeroRetention
      ? 'zero_retention'
      : withdrawnAt || deletedAt
        ? 'gone'
        : sha256
          ? null
          : 'never_here'
    const copies = whyNot === null && sha256 ? await copiesOf(tx, { teamId, caseId, sha256 }) : []
    return { whyNot, copies, judged: await judgedOf(tx, { teamId, caseId }) }
  },
})

export type KnownMedia = Awaited<ReturnType<typeof listKnownMedia>>
export type KnownCase = KnownMedia['copies'][number]
export type JudgedMatch = KnownMedia['judged'][number]

async function judgedOf(tx: Transaction, { teamId, caseId }: { teamId: string; caseId: string }) {
  const { knownId, judgement, reason, createdAt } = knownJudgements
  return tx
    .select({ knownId, judgement, reason, judgedByName: members.name, judgedAt: createdAt })
    .from(knownJudgements)
    .leftJoin(members, eq(members.id, knownJudgements.judgedBy))
    .where(and(eq(knownJudgements.teamId, teamId), eq(knownJudgements.caseId, caseId)))
}

async function copiesOf(tx: Transaction, of: { teamId: string; caseId: string; sha256: string }) {
  const found = (await findCopies(tx, of.teamId, [of.sha256])).get(of.sha256) ?? []
  const others = found.filter(({ caseId }) => caseId !== of.caseId).slice(0, mostCopies)
  if (others.length === 0) return []
  const rows = await tx
    .select({ id: cases.id, number: cases.number, state: cases.state, at: cases.createdAt })
    .from(cases)
    .where(
      and(
        eq(cases.teamId, of.teamId),
        inArray(
          cases.id,
          others.map(({ caseId }) => caseId),
        ),
      ),
    )
  return others.flatMap(({ caseId, title, label, finding }) => {
    const row = rows.find(({ id }) => id === caseId)
    return row ? [{ ...row, title, label, finding }] : []
  })
}
