import { and, desc, eq, inArray, isNull, lte, sql } from 'drizzle-orm'
import { cases, decisions } from '@/drizzle/schema/cases'
import { reviews } from '@/drizzle/schema/desk'
import { media } from '@/drizzle/schema/media'
import type { Transaction } from '@/lib/db/client'
import { env } from '@/lib/env'
import { type KnownCopy, mostCopies } from './response-copies'

/** Not one that can still be taken back, or that somebody else has to look at first: API clients are told. */
const settled = () => sql`${decisions.undoneAt} is null
  and (${decisions.effectiveAt} is null or ${decisions.effectiveAt} <= now())
  and not exists (select 1 from ${reviews} where ${reviews.teamId} = ${decisions.teamId}
    and ${reviews.decisionId} = ${decisions.id} and ${reviews.kind} = 'second_review' and ${reviews.status} = 'open')`

/**
 * For each SHA-256 (hex) the team's cases whose original has it, newest first, one more than are ever shown. Cases
 * that were to keep nothing, or were withdrawn, are never found.
 */
export async function findCopies(
  tx: Transaction,
  teamId: string,
  hashes: string[],
): Promise<Map<string, (KnownCopy & { caseId: string })[]>> {
  const found = new Map<string, (KnownCopy & { caseId: string })[]>()
  if (hashes.length === 0) return found
  const ranked = tx
    .select({
      sha256: media.sha256,
      caseId: cases.id,
      number: cases.number,
      title: cases.title,
      label: cases.verdictLabel,
      finding: sql<string | null>`(select ${decisions.finding} from ${decisions}
        where ${decisions.teamId} = ${cases.teamId} and ${decisions.caseId} = ${cases.id} and ${settled()}
        order by ${decisions.createdAt} desc limit 1)`.as('finding'),
      place: sql<number>`row_number() over (partition by ${media.sha256} order by ${cases.number} desc)`.as('place'),
    })
    .from(media)
    .innerJoin(cases, and(eq(cases.teamId, media.teamId), eq(cases.id, media.caseId)))
    .where(
      and(
        eq(media.teamId, teamId),
        inArray(media.sha256, hashes),
        eq(media.copy, 'original'),
        eq(cases.zeroRetention, false),
        isNull(cases.withdrawnAt),
      ),
    )
    .as('ranked')
  // One more, because the case that asks is among them.
  const rows = await tx
    .select()
    .from(ranked)
    .where(lte(ranked.place, mostCopies + 1))
    .orderBy(desc(ranked.number))
  for (const { sha256, caseId, number, title, label, finding } of rows) {
    const url = `${env().PUBLIC_URL}/cases/${number}`
    found.set(sha256, [...(found.get(sha256) ?? []), { caseId, url, title, label, finding }])
  }
  return found
}
