import { memberships } from '@/drizzle/schema/teams'
import type { AuditEvent } from '@/lib/audit/events'
import { recordEvents } from '@/lib/audit/record'
import { now } from '@/lib/clock'
import { type Transaction, withTeam } from '@/lib/db/client'
import { announceChange } from '@/lib/live/announce'
import { log } from '@/lib/log'
import { changeMembership } from '@/lib/teams/change-membership'
import { endAccess } from '@/lib/teams/end-access'
import { findTeam } from '@/lib/teams/find-team'
import { assertAdminRemains, lockMemberships, type Membership } from '@/lib/teams/lock-memberships'
import { revokeInvitationsOf } from '@/lib/teams/revoke-invitations-of'
import type { Role } from './actor'
import { endResetLinks } from './end-reset-links'
import { teamsOf } from './teams-of'

/** The ids of the teams that exist, with the roles meant for them; the others are said in the log. */
export async function existingTeams(wanted: ReadonlyMap<string, Role>): Promise<Map<string, Role>> {
  const found = new Map<string, Role>()
  for (const [name, role] of wanted) {
    const teamId = await findTeam(name)
    if (teamId) found.set(teamId, role)
    else log.warn({ mapped: wanted.size }, 'OIDC_TEAMS names a team that does not exist; Settings, Sign-in says which')
  }
  return found
}

/**
 * Makes a person's memberships what their provider says at this sign-in: theirs by it are added, changed and taken away, with
 * events by the worker. Memberships given here are left alone, and a team never loses its last admin this way.
 */
export async function syncDirectory(memberId: string, wanted: ReadonlyMap<string, Role>): Promise<void> {
  const present = (await teamsOf(memberId)).map(({ team_id }) => team_id)
  for (const teamId of new Set([...wanted.keys(), ...present])) {
    const changes = await withTeam(teamId, async (tx) => {
      const events = await settle(tx, { teamId, memberId, role: wanted.get(teamId) ?? null })
      await recordEvents(tx, { kind: 'worker', teamId }, events)
      return events.length
    })
    if (changes > 0) announceChange(teamId)
  }
}

/** `role` null: the provider says nothing of this team. */
interface Wanted {
  teamId: string
  memberId: string
  role: Role | null
}

async function settle(tx: Transaction, { teamId, memberId, role }: Wanted): Promise<AuditEvent[]> {
  const all = await lockMemberships(tx, teamId)
  const row = all.find((one) => one.memberId === memberId)
  const isIn = row !== undefined && row.removedAt === null
  if (isIn && (row.source === 'here' || row.role === role)) return []
  if (!isIn && role === null) return []
  if (isIn && isLastAdmin(all, memberId)) {
    log.warn({ teamId, memberId }, 'a provider would take a team its last admin; they stay until there is another')
    return []
  }
  if (isIn && role === null) {
    await changeMembership(tx, row, { removedAt: now() })
    const ended = await endAccess(tx, { kind: 'worker', teamId }, { memberId, claimsTo: null })
    return [{ type: 'member.removed', memberId, why: 'directory' }, ...ended]
  }
  if (role === null) return []
  await tx
    .insert(memberships)
    .values({ teamId, memberId, role, source: 'directory' })
    .onConflictDoUpdate({
      target: [memberships.teamId, memberships.memberId],
      set: { role, source: 'directory', removedAt: null },
    })
  if (isIn) {
    const revoked = await revokeInvitationsOf(tx, teamId, memberId)
    return [{ type: 'member.role_changed', memberId, before: row.role, after: role }, ...revoked]
  }
  await endResetLinks(tx, memberId)
  return [{ type: 'member.added', memberId, role }]
}

function isLastAdmin(all: Membership[], memberId: string): boolean {
  try {
    assertAdminRemains(all, memberId)
    return false
  } catch {
    return true
  }
}
