import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { passwordResets } from '@/drizzle/schema/sign-in'
import type { AuditEvent } from '@/lib/audit/events'
import { recordEvents } from '@/lib/audit/record'
import { addSeconds, now } from '@/lib/clock'
import { database, type Transaction } from '@/lib/db/client'
import { env } from '@/lib/env'
import { Email } from '@/lib/teams/names'
import { digest, randomToken } from './digest'
import { lookAt } from './end-sessions-of'

/** What somebody says who has forgotten their password. */
export const ResetAsked = z.object({ email: Email })

/** Seconds within which a link to a new password is to be used. */
export const resetSeconds = 3600

/** A new link to a new password: answered this once, for its SHA-256 alone is kept. */
export async function insertReset(tx: Transaction, memberId: string): Promise<string> {
  const token = randomToken()
  await tx
    .insert(passwordResets)
    .values({ tokenHash: digest(token), memberId, expiresAt: addSeconds(now(), resetSeconds) })
  return `${env().PUBLIC_URL}/reset/${token}`
}

/** The ids of the teams a person is in. */
export async function teamIdsOf(memberId: string): Promise<string[]> {
  const rows = await database().execute<{ team_id: string }>(sql`select team_id from teams_of(${memberId}::uuid)`)
  return rows.map((row) => row.team_id)
}

/** Puts an event that concerns a person, not one team, in the trail of each of theirs. */
export async function recordInEach(
  tx: Transaction,
  kind: 'visitor' | 'operator',
  teamIds: string[],
  event: AuditEvent,
): Promise<void> {
  for (const teamId of teamIds) {
    await lookAt(tx, teamId)
    await recordEvents(tx, { kind, teamId }, [event])
  }
}

/** A link for a person, told of in each of their teams. */
export async function openReset(kind: 'visitor' | 'operator', memberId: string, teamIds: string[]): Promise<string> {
  return database().transaction(async (tx) => {
    const link = await insertReset(tx, memberId)
    await recordInEach(tx, kind, teamIds, { type: 'member.password_reset_asked', memberId })
    return link
  })
}
