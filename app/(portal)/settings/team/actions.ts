'use server'

import { refresh } from 'next/cache'
import type { TeamDraft } from '@/components/settings/team-draft'
import { memberAction } from '@/lib/http/server-action'
import { changeTeam } from '@/lib/teams/change-team'

/** Keeps the team's name and what Submit begins with. */
export const saveTeamAction = memberAction(async (member, { name, submitDefaults }: TeamDraft) => {
  const kept = await changeTeam(member, { name, submitDefaults })
  refresh()
  return kept
})
