import { and, asc, eq, gt, gte, lt, sql } from 'drizzle-orm'
import { z } from 'zod'
import { auditEvents } from '@/drizzle/schema/audit-events'
import type { Actor } from '@/lib/access/actor'
import { command } from '@/lib/db/command'
import { readStatements } from './read-statements'
import { statementHeader, statementLine } from './statement-csv'

/** How the statements of a period can be had: a table, or one JSON object a line. */
export const periodFormats = ['csv', 'jsonl'] as const

const Period = z.object({
  /** The first instant that counts, and the first that does not. */
  from: z.date(),
  until: z.date(),
  format: z.enum(periodFormats),
  /** The last event of the page before. */
  after: z.number().int().min(0).default(0),
})

/** Statements made and recorded at a time. */
const pageSize = 100

/** The next statements of a period, oldest decision first; each one is recorded as handed out. */
const exportPage = command({
  permission: 'audit.export',
  input: Period,
  async run(tx, { from, until, format, after }, { teamId }) {
    const decided = await tx
      .select({
        id: auditEvents.id,
        caseId: sql<string>`${auditEvents.caseId}`,
        decisionId: sql<string>`${auditEvents.facts} ->> 'decisionId'`,
      })
      .from(auditEvents)
      .where(
        and(
          eq(auditEvents.teamId, teamId),
          eq(auditEvents.type, 'case.decided'),
          gte(auditEvents.at, from),
          lt(auditEvents.at, until),
          gt(auditEvents.id, after),
        ),
      )
      .orderBy(asc(auditEvents.id))
      .limit(pageSize)
    const wanted = decided.map(({ caseId, decisionId }) => ({ caseId, decisionId }))
    const statements = await readStatements(tx, teamId, wanted)
    // What can still be taken back has none yet, and is not recorded as handed out.
    return {
      result: { statements, last: decided.length < pageSize ? null : (decided.at(-1)?.id ?? null) },
      events: statements.map(({ docket }) => ({
        type: 'statement.exported' as const,
        caseId: docket.case,
        decisionId: docket.decision,
        format: format === 'csv' ? ('csv' as const) : ('json' as const),
      })),
    }
  },
})

/**
 * The statements of reasons for all decisions of a period, as text, read and recorded a hundred at a time. Decisions that
 * were taken back or replaced, or await a second look, are among them and say so; those that can still be taken back are left
 * out. Throws `forbidden`, before it answers anything.
 */
export async function* exportPeriod(
  actor: Actor,
  { from, until, format }: Omit<z.input<typeof Period>, 'after'>,
): AsyncGenerator<string, undefined> {
  let after: number | null = 0
  let first = true
  while (after !== null) {
    const page: Awaited<ReturnType<typeof exportPage>> = await exportPage(actor, { from, until, format, after })
    const header = first && format === 'csv' ? statementHeader() : ''
    const lines = page.statements.map((one) => (format === 'csv' ? statementLine(one) : `${JSON.stringify(one)}\n`))
    if (header || lines.length > 0) yield header + lines.join('')
    first = false
    after = page.last
  }
}
