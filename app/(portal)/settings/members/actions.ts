'use server'

import { refresh } from 'next/cache'
import type { NewMember } from '@/components/settings/add-member-dialog'
import { memberAction } from '@/lib/http/server-action'
import { addMember } from '@/lib/teams/add-member'

/** Adds a person to the member's team. */
export const addMemberAction = memberAction(async (member, input: NewMember) => {
  const added = await addMember(member, input)
  refresh()
  return added
})
