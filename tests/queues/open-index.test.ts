import { and, asc, eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { cases } from '@/drizzle/schema/cases'
import { isOpen } from '@/lib/cases/list-queue'
import { withTeam } from '@/lib/db/client'
import { useTestDatabase } from '../support/database'
import { makeTeam } from '../support/people'

useTestDatabase()

test('all that is open is said as its index says it, so that the queue as it opens is one walk along it', async () => {
  const { teamId } = await makeTeam()
  const plan = await withTeam(teamId, async (tx) => {
    // A table of a few rows is read whole where that is allowed.
    await tx.execute(sql`set local enable_seqscan = off`)
    await tx.execute(sql`set local enable_sort = off`)
    const page = tx
      .select({ number: cases.number })
      .from(cases)
      .where(and(eq(cases.teamId, teamId), isOpen))
    return tx.execute(sql`explain (costs off) ${page.orderBy(asc(cases.priority), asc(cases.number)).limit(31)}`)
  })
  expect(JSON.stringify(plan)).toContain('using cases_open')
})
