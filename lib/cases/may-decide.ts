import { and, eq } from 'drizzle-orm'
import { deskSettings, impressions, memberPreferences } from '@/drizzle/schema/desk'
import type { Member } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import type { Transaction } from '@/lib/db/client'
import { DocketError } from '@/lib/errors'
import type { CaseRow } from './move-case'

/** Throws `forbidden` for an escalated case unless the member works those. */
export function assertNotAbove(found: CaseRow, member: Member, does = 'decides'): void {
  if (found.escalatedAt === null || may(member, 'case.assign')) return
  throw new DocketError(
    'forbidden',
    `Case ${found.number} was escalated, so a manager ${does} it. Add what you know as a note.`,
  )
}

/** Whether this person says what they think before they see the score: their own choice, else their team's. */
export async function judgesFirst(tx: Transaction, { teamId, memberId }: Member): Promise<boolean> {
  const [own] = await tx
    .select({ judgeFirst: memberPreferences.judgeFirst })
    .from(memberPreferences)
    .where(and(eq(memberPreferences.teamId, teamId), eq(memberPreferences.memberId, memberId)))
  if (own?.judgeFirst !== null && own?.judgeFirst !== undefined) return own.judgeFirst
  const [team] = await tx
    .select({ judgeFirst: deskSettings.judgeFirst })
    .from(deskSettings)
    .where(eq(deskSettings.teamId, teamId))
  return team?.judgeFirst ?? false
}

/** Throws `conflict` where a first impression is owed and was not recorded. */
export async function assertJudgedFirst(tx: Transaction, found: CaseRow, member: Member): Promise<void> {
  if (!(await judgesFirst(tx, member))) return
  const own = and(
    eq(impressions.teamId, found.teamId),
    eq(impressions.caseId, found.id),
    eq(impressions.memberId, member.memberId),
  )
  if ((await tx.$count(impressions, own)) > 0) return
  throw new DocketError(
    'conflict',
    `Say what you think of case ${found.number} before you see its score, then decide it: judge-first is on.`,
  )
}
