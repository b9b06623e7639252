import { sql } from 'drizzle-orm'
import type { Finding } from '@/lib/audit/events'
import type { Transaction } from '@/lib/db/client'
import type { KnownMatch } from '@/lib/engine/match/known-match'
import { knownCase, knownEntry } from './known-as'
import { knownCases, knownEntries, type Looking } from './known-cases'
import type { ListedAs } from './read-list'

const mostFound = 5

const whole = {
  ...{ how: 'file', distance: null, turned: null, theirSecond: null, share: 1, sound: null },
} as const satisfies Partial<KnownMatch>

/** Known media with the same bytes; none where the digest was not kept. */
export async function searchFiles(
  tx: Transaction,
  looking: Looking,
  { sha256, matchCases }: { sha256: string; matchCases: boolean },
): Promise<KnownMatch[]> {
  if (sha256 === '') return []
  const cases = matchCases
    ? await tx.execute<{ id: string; number: number; finding: Finding }>(sql`select c.id, c.number, d.finding
        from (select case_id from media where team_id = ${looking.teamId}::uuid and sha256 = ${sha256} and copy = 'original') m,
        ${knownCases(looking)} and c.id = m.case_id order by c.number desc limit ${mostFound}`)
    : []
  const entries = await tx.execute<{ id: string; label: string; list: string; what: ListedAs }>(
    sql`select k.id, k.label, k.what, l.name as list from ${knownEntries(looking)} and k.kind = 'sha256' and k.hash = ${sha256}
      order by k.id limit ${mostFound}`,
  )
  return [
    ...cases.map((row) => ({ ...knownCase(row), ...whole, seconds: [] })),
    ...entries.map((row) => ({ ...knownEntry(row), ...whole, seconds: [] })),
  ]
}
