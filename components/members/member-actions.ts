import type { MakeResetLink } from '@/components/account/reset-link-dialog'
import type { Role } from '@/lib/access/actor'
import type { ActionResult } from '@/lib/http/server-action'
import type { MadeInvitation } from '@/lib/teams/invite-member'

/** Somebody who goes, and who gets what they have claimed; null: back into the queues. */
export interface Going {
  memberId: string
  claimsTo: string | null
}

/** What an admin can do about members. */
export interface MemberActions {
  changeRole(input: { memberId: string; role: Role }): Promise<ActionResult<unknown>>
  deactivate(input: Going): Promise<ActionResult<unknown>>
  makeResetLink: MakeResetLink
  reactivate(input: { memberId: string }): Promise<ActionResult<unknown>>
  remove(input: Going): Promise<ActionResult<unknown>>
}

export type Invite = (input: { role: Role; email: string | null }) => Promise<ActionResult<MadeInvitation>>
export type RevokeInvitation = (input: { invitationId: string }) => Promise<ActionResult<unknown>>

/** Somebody who can be chosen. */
export interface Choosable {
  memberId: string
  name: string
}
