import path from 'node:path'
import postgres from 'postgres'
import { makeResetLink } from '@/lib/access/make-reset-link'
import { findEmbeddedPostgres } from '@/lib/db/embedded-postgres'
import { setPreferences } from '@/lib/desk/set-preferences'
import { inviteMember } from '@/lib/teams/invite-member'
import { makeNewcomer, makePeople } from './make-people'
import type { shots } from './pages'
import type { Receivers } from './receivers'
import { seedHistory } from './seed-history'
import { seedRules } from './seed-rules'
import { type Shown, seedWork } from './seed-work'

export interface SeededDesk {
  shown: Shown
  /** What has a page of its own, by what its address ends with. */
  ids: Parameters<typeof shots>[1]
}

/** Gives the Docket that runs on `folder` two more teams: one that has nothing yet, and one with two months of work and today's cases. */
export async function seedDesk(
  folder: string,
  { taking, refusing }: Pick<Receivers, 'taking' | 'refusing'>,
  teamName = 'Newsroom',
): Promise<SeededDesk> {
  const ownerUrl = await findEmbeddedPostgres(path.resolve(folder))
  if (!ownerUrl) throw new Error('the product’s database was not found')
  const owner = postgres(ownerUrl, { max: 2, onnotice: () => {} })
  try {
    await makeNewcomer()
    const desk = await makePeople(owner, teamName)
    const { apiKeyId } = await seedRules(desk, [taking, refusing])
    await seedHistory(desk)
    const shown = await seedWork(desk, apiKeyId, [taking, refusing])
    await setPreferences(desk.actor('noor'), {
      blur: null,
      grey: null,
      mute: null,
      judgeFirst: true,
      dailyBudget: 180,
      breakAfter: null,
    })
    const { teamId } = desk
    const [policy] = await owner<{ id: string }[]>`
      select id from policies where team_id = ${teamId} and name = 'Synthetic media'`
    const [webhook] = await owner<{ id: string }[]>`
      select id from webhooks where team_id = ${teamId} order by created_at limit 1`
    const invitation = await inviteMember(desk.actor('ada'), { role: 'moderator' })
    const reset = await makeResetLink(desk.actor('ada'), { memberId: desk.actor('noor').memberId })
    const ids = {
      policy: policy?.id ?? '',
      webhook: webhook?.id ?? null,
      invitation: path.basename(invitation.link),
      reset: path.basename(reset.link),
    }
    return { shown, ids }
  } finally {
    await owner.end()
  }
}
