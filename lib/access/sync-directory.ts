import { sql } from 'drizzle-orm'
import { memberships } from '@/drizzle/schema/teams'
import type { AuditEvent } from '@/lib/audit/events'
import { recordEvents } from '@/lib/audit/record'
import { now } from '@/lib/clock'
import type { Transaction } from '@/lib/db/client'
import { log } from '@/lib/log'
import { changeMembership } from '@/lib/teams/change-membership'
import { endAccess } from '@/lib/teams/end-access'
import { findTeam } from '@/lib/teams/find-team'
import { assertAdminRemains, lockMemberships, type Membership } from '@/lib/teams/lock-memberships'
import { revokeInvitationsOf } from '@/lib/teams/revoke-invitations-of'
import type { Role } from './actor'
import { endResetLinks } from './end-reset-links'
import { lookAt } from './end-sessions-of'
import { holdPerson } from './hold-person'
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

interface Directory {
  memberId: string
  /** By team. */
  wanted: ReadonlyMap<string, Role>
  /** Whether the account is about to become theirs (lib/access/claim-account.ts). */
  claiming: boolean
}

/**
 * Makes a person's memberships what their provider says at this sign-in: theirs by it are added, changed and taken away, with
 * events by the worker. Memberships given here are left alone, and a team never loses its last admin this way. Answers the
 * teams it changed. The transaction holds the person afterwards.
 */
export async function syncDirectory(tx: Transaction, { memberId, wanted, claiming }: Directory): Promise<string[]> {
  const present = (await teamsOf(memberId, tx)).map(({ team_id }) => team_id)
  const teams = [...new Set([...wanted.keys(), ...present])]
  const locked = new Map<string, Membership[]>()
  for (const teamId of teams.toSorted()) {
    await lookAt(tx, teamId)
    locked.set(teamId, await lockMemberships(tx, teamId))
  }
  const changes = teams.flatMap((teamId) =>
    planned(locked.get(teamId) ?? [], { teamId, memberId, role: wanted.get(teamId) ?? null }),
  )
  const made: Change[] = []
  for (const change of changes) {
    await lookAt(tx, change.teamId)
    if (await writeMembership(tx, change)) made.push(change)
  }
  // Memberships, links, the person, then sessions and cases: as whoever changes one of these alone has them.
  if (claiming || made.some(({ row, role }) => role !== null && !isIn(row))) await endResetLinks(tx, memberId)
  await holdPerson(tx, memberId)
  for (const change of made) {
    await lookAt(tx, change.teamId)
    await recordEvents(tx, { kind: 'worker', teamId: change.teamId }, await followUp(tx, change))
  }
  return made.map(({ teamId }) => teamId)
}

interface Change {
  teamId: string
  memberId: string
  row: Membership | undefined
  /** Null: the provider says nothing of this team. */
  role: Role | null
}

/** What there is to change in a team, if anything. */
function planned(all: Membership[], { teamId, memberId, role }: Omit<Change, 'row'>): Change[] {
  const row = all.find((one) => one.memberId === memberId)
  if (isIn(row) ? row.source === 'here' || row.role === role : role === null) return []
  if (isIn(row) && isLastAdmin(all, memberId)) {
    log.warn({ teamId, memberId }, 'a provider would take a team its last admin; they stay until there is another')
    return []
  }
  return [{ teamId, memberId, row, role }]
}

/** False where somebody brought them in, or the same sign-in in another tab did, since the memberships were locked. */
async function writeMembership(tx: Transaction, { teamId, memberId, role }: Change): Promise<boolean> {
  if (role === null) {
    await changeMembership(tx, { teamId, memberId }, { removedAt: now() })
    return true
  }
  // By the clock, and not when the transaction began: the first team of the mapping is the one they come into.
  const createdAt = sql`clock_timestamp()`
  const { removedAt, source, role: before } = memberships
  const written = await tx
    .insert(memberships)
    .values({ teamId, memberId, role, source: 'directory', createdAt })
    .onConflictDoUpdate({
      target: [memberships.teamId, memberships.memberId],
      set: { role, source: 'directory', removedAt: null },
      setWhere: sql`${removedAt} is not null or (${source} = 'directory' and ${before} <> ${role})`,
    })
    .returning({ memberId: memberships.memberId })
  return written.length > 0
}

/** What else ends with it, and what the trail says. */
async function followUp(tx: Transaction, { teamId, memberId, row, role }: Change): Promise<AuditEvent[]> {
  if (role === null) {
    const ended = await endAccess(tx, { kind: 'worker', teamId }, { memberId, claimsTo: null })
    return [{ type: 'member.removed', memberId, why: 'directory' }, ...ended]
  }
  if (!isIn(row)) return [{ type: 'member.added', memberId, role }]
  const revoked = await revokeInvitationsOf(tx, teamId, memberId)
  return [{ type: 'member.role_changed', memberId, before: row.role, after: role }, ...revoked]
}

function isIn(row: Membership | undefined): row is Membership {
  return row !== undefined && row.removedAt === null
}

function isLastAdmin(all: Membership[], memberId: string): boolean {
  try {
    assertAdminRemains(all, memberId)
    return false
  } catch {
    return true
  }
}
