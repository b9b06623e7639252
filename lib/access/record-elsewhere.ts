import type { AuditEvent } from '@/lib/audit/events'
import { recordEvents } from '@/lib/audit/record'
import type { Transaction } from '@/lib/db/client'
import { inOtherTeam } from '@/lib/teams/in-other-team'
import type { Member } from './actor'
import { teamsOf } from './teams-of'

/**
 * Puts what concerns a person, and not one team, in the trails of the other teams they are working in; that of the present one
 * is their command's to write. Locks nothing, so where it stands in a transaction does not matter.
 */
export async function recordElsewhere(tx: Transaction, member: Member, events: AuditEvent[]): Promise<void> {
  for (const { team_id: teamId } of await teamsOf(member.memberId, tx)) {
    if (teamId === member.teamId) continue
    await inOtherTeam(tx, { actor: member, teamId }, (there) => recordEvents(tx, there, events))
  }
}
