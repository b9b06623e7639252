import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { teams } from '@/drizzle/schema/teams'
import type { AuditEvent } from '@/lib/audit/events'
import { command } from '@/lib/db/command'
import { assertUnmapped } from './assert-unmapped'
import { refuseTaken } from './insert-team'
import { TeamName } from './names'
import { teamSettings } from './read-team'
import { begunWith, SubmitDefaults, submitOptionNames, type TeamSettings } from './team-rules'

const Input = z.strictObject({
  name: TeamName.optional(),
  submitDefaults: SubmitDefaults.optional(),
})

/**
 * Changes the team's name and what Submit begins with, whichever is given; the second step has its own command
 * (lib/teams/require-second-step.ts). Throws `bad_request` with `fields`, and `conflict` with
 * `fields.name` where another team of this instance has the name, in whatever case, or the identity provider's mapping waits for it.
 */
export const changeTeam = command({
  permission: 'team.manage',
  input: Input,
  async run(tx, given, actor) {
    const { teamId } = actor
    // Of two who change it at once, the second's event has to name what the first left.
    const before = await teamSettings(tx, teamId, true)
    const after: TeamSettings = {
      name: given.name ?? before.name,
      requireSecondStep: before.requireSecondStep,
      submitDefaults: given.submitDefaults ?? before.submitDefaults,
    }
    const event = changeOf(before, after)
    if (event === null) return { result: after, events: [] }
    await tx
      .update(teams)
      .set(after)
      .where(eq(teams.id, teamId))
      .catch((error: unknown) => refuseTaken(error, after.name))
    await assertUnmapped(tx, actor, { name: after.name, before: before.name })
    return { result: after, events: [event] }
  },
})

/** What the trail says: what is different, and of Submit's defaults those that are; null where nothing is. */
function changeOf(before: TeamSettings, after: TeamSettings): Extract<AuditEvent, { type: 'team.changed' }> | null {
  const [was, is] = [begunWith(before.submitDefaults), begunWith(after.submitDefaults)]
  const options = submitOptionNames.filter((name) => was[name] !== is[name])
  const part = (of: TeamSettings, begun: typeof was): Partial<TeamSettings> => ({
    ...(before.name !== after.name && { name: of.name }),
    ...(options.length > 0 && { submitDefaults: Object.fromEntries(options.map((name) => [name, begun[name]])) }),
  })
  const told = { before: part(before, was), after: part(after, is) }
  return Object.keys(told.after).length > 0 ? { type: 'team.changed', ...told } : null
}
