import crypto from 'node:crypto'
import { z } from 'zod'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { assertUnmapped } from './assert-unmapped'
import { inOtherTeam } from './in-other-team'
import { insertTeam } from './insert-team'
import { TeamName } from './names'

/**
 * Makes another team, of which the actor becomes the admin; its trail begins with that, and the present team's says nothing.
 * Throws `bad_request` or `conflict` with `fields.name`, also for a name that the identity provider's mapping waits for.
 */
export const createTeam = command({
  permission: 'team.create',
  input: z.object({ name: TeamName }),
  async run(tx, { name }, actor) {
    if (actor.kind !== 'member') {
      throw new DocketError('forbidden', 'A team needs a person as its admin: npm run docket -- setup makes both.')
    }
    const { memberId } = actor
    const teamId = crypto.randomUUID()
    await inOtherTeam(tx, { actor, teamId }, (there) => insertTeam(tx, there, { name, memberId }))
    // After, so that a name which another team has is told as that.
    await assertUnmapped(tx, actor, { name })
    return { result: { teamId, name }, events: [], quiet: true }
  },
})
