import { and, desc, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { cases, decisions } from '@/drizzle/schema/cases'
import { refuseEarly } from '@/lib/cases/early-decisions'
import { isLookedAtAgain } from '@/lib/cases/settled-decision'
import { command } from '@/lib/db/command'
import { DocketError, notFound } from '@/lib/errors'
import { readStatements } from './read-statements'

/** How statements of reasons can be had. */
export const statementFormats = ['json', 'csv'] as const

const Input = z.object({
  number: z.number().int().positive(),
  /** Null: the decision that stands. */
  decisionId: z.uuid('is no id of a decision').nullable().default(null),
  format: z.enum(statementFormats, 'choose json or csv'),
})

/**
 * Hands out the statement of reasons for a case's decision. Throws `not_found` for an unknown case or decision, also
 * another team's, and `conflict` when nothing has been decided that counts, or what was can still be taken back.
 */
export const exportStatement = command({
  permission: 'audit.export',
  input: Input,
  async run(tx, { number, decisionId, format }, { teamId }) {
    const [found] = await tx
      .select({ id: cases.id })
      .from(cases)
      .where(and(eq(cases.teamId, teamId), eq(cases.number, number)))
    if (!found) throw notFound(`Case ${number}`)
    const [decision] = await tx
      .select({ id: decisions.id })
      .from(decisions)
      .where(
        and(
          eq(decisions.teamId, teamId),
          eq(decisions.caseId, found.id),
          decisionId ? eq(decisions.id, decisionId) : isNull(decisions.undoneAt),
        ),
      )
      .orderBy(desc(decisions.createdAt))
      .limit(1)
    if (!decision && decisionId) throw notFound('Decision')
    if (!decision) {
      throw new DocketError(
        'conflict',
        `Case ${number} has no decision that stands, so there are no reasons to state yet. Decide it first.`,
      )
    }
    if (!decisionId && (await isLookedAtAgain(tx, { teamId, caseId: found.id }))) {
      throw new DocketError(
        'conflict',
        `Somebody else has to look at case ${number} before its decision counts, so there are no reasons to state yet.`,
      )
    }
    const ofDecision = { caseId: found.id, decisionId: decision.id }
    await refuseEarly(tx, { teamId, number, ...ofDecision })
    const [statement] = await readStatements(tx, teamId, [ofDecision])
    if (!statement) throw notFound('Decision')
    return { result: statement, events: [{ type: 'statement.exported', ...ofDecision, format }] }
  },
})
