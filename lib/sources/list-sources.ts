import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { query } from '@/lib/db/query'
import { notFound } from '@/lib/errors'
import { sourcesOf, triageOf } from './sources-of'

/** Where a case's picture was found, and what people made of each place. Throws `not_found`. */
export const listSources = query({
  permission: 'case.read',
  input: z.object({ caseId: z.uuid() }),
  async run(tx, { caseId }, { teamId }) {
    const [found] = await tx
      .select()
      .from(cases)
      .where(and(eq(cases.teamId, teamId), eq(cases.id, caseId)))
    if (!found) throw notFound('Case')
    const triage = await triageOf(tx, found)
    return (await sourcesOf(tx, found)).map((source) => {
      const judged = triage.get(source.addressHash)
      return {
        ...source,
        judgement: judged?.judgement ?? null,
        judgedByName: judged?.judgedByName ?? null,
        judgedAt: judged?.judgedAt ?? null,
      }
    })
  },
})

export type TriagedSource = Awaited<ReturnType<typeof listSources>>[number]
