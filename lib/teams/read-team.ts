import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { memberships, teams } from '@/drizzle/schema/teams'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'
import { readDetectorUse } from '@/lib/detect/read-detector-use'
import { notFound } from '@/lib/errors'
import type { SubmitDefaults, TeamSettings } from './team-rules'

/** How a team is set, in the caller's transaction; locked for whoever is about to change it. */
export async function teamSettings(tx: Transaction, teamId: string, lock = false): Promise<TeamSettings> {
  const { name, requireSecondStep, submitDefaults } = teams
  const asked = tx.select({ name, requireSecondStep, submitDefaults }).from(teams).where(eq(teams.id, teamId))
  const [row] = await (lock ? asked.for('update') : asked)
  if (!row) throw notFound('Team')
  return row
}

/**
 * The team itself: how it is set, since when it is there, how many people work in it, how many cases it has had, and whether a Detect
 * API analyses them.
 */
export const readTeam = query({
  permission: 'team.read',
  input: z.object({}),
  async run(tx, _input, { teamId }) {
    const settings = await teamSettings(tx, teamId)
    const [row] = await tx.select({ createdAt: teams.createdAt }).from(teams).where(eq(teams.id, teamId))
    if (!row) throw notFound('Team')
    const inIt = and(eq(memberships.teamId, teamId), isNull(memberships.removedAt), isNull(memberships.deactivatedAt))
    const members = await tx.$count(memberships, inIt)
    const caseCount = await tx.$count(cases, eq(cases.teamId, teamId))
    const sentElsewhere = (await readDetectorUse(tx, teamId)) !== 'builtin'
    return { ...settings, teamId, createdAt: row.createdAt, members, cases: caseCount, sentElsewhere }
  },
})
export type Team = Awaited<ReturnType<typeof readTeam>>

/** What the Submit page begins with, for whoever hands something in. */
export const readSubmitDefaults = query({
  permission: 'case.open',
  input: z.object({}),
  run: async (tx, _input, { teamId }): Promise<SubmitDefaults> => (await teamSettings(tx, teamId)).submitDefaults,
})
