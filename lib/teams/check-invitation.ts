import { sql } from 'drizzle-orm'
import type { Role } from '@/lib/access/actor'
import { database } from '@/lib/db/client'
import { findInvitation } from './find-invitation'
import type { InvitationState } from './invitation-state'

/** What a link is worth, for the page that it leads to: of one that is no longer open only that. */
export type CheckedInvitation =
  | { state: 'unknown' | Exclude<InvitationState, 'open'> }
  | {
      state: 'open'
      teamName: string
      role: Role
      invitedBy: string | null
      expiresAt: Date
      /** Whom it is for; null: whoever has the link. */
      email: string | null
      /** Whether that address has an account here, whose password is asked for. */
      hasAccount: boolean
    }

/** Looks at an invitation's link without using it up. */
export async function checkInvitation(token: string): Promise<CheckedInvitation> {
  const found = await findInvitation(token)
  if (!found) return { state: 'unknown' }
  const { state, teamName, role, invitedBy, expiresAt, email } = found
  if (state !== 'open') return { state }
  return { state, teamName, role, invitedBy, expiresAt, email, hasAccount: email !== null && (await isKnown(email)) }
}

async function isKnown(email: string): Promise<boolean> {
  const rows = await database().execute(sql`select id from find_member(${email})`)
  return rows.length > 0
}
