import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { now } from '@/lib/clock'
import { query } from '@/lib/db/query'
import { matchesCases } from './find-known-media'
import type { ListEntry, ListedAs } from './read-list'

/** Entries of one page. */
export const entriesShown = 50

export interface KnownList {
  id: string
  name: string
  source: string
  licence: string
  importedBy: string | null
  createdAt: Date
  entries: number
  /** Of them: refuted, or over. */
  resting: number
}

/** The team's lists of known media, by name, and whether its own decided cases are matched. */
export const listKnown = query({
  permission: 'known.read',
  input: z.object({}),
  async run(tx, _, { teamId }): Promise<{ matchCases: boolean; fingerprinted: number; lists: KnownList[] }> {
    const rows = await tx.execute<{ [Key in keyof KnownList]: KnownList[Key] }>(sql`
      select l.id, l.name, l.source, l.licence, m.name as "importedBy", l.created_at as "createdAt",
        count(k.id)::int as entries,
        (count(k.id) filter (where k.state = 'refuted' or k.expires_at <= ${now().toISOString()}::timestamptz))::int as resting
      from known_lists l left join known_media k on k.team_id = l.team_id and k.list_id = l.id
      left join members m on m.id = l.imported_by
      where l.team_id = ${teamId}::uuid and l.removed_at is null group by l.team_id, l.id, m.name order by lower(l.name)`)
    const [cases] = await tx.execute<{ n: number }>(sql`
      select count(distinct case_id)::int as n from media_fingerprints where team_id = ${teamId}::uuid`)
    return {
      matchCases: await matchesCases(tx, teamId),
      fingerprinted: cases?.n ?? 0,
      lists: [...rows].map((row) => ({ ...row, createdAt: new Date(row.createdAt) })),
    }
  },
})

export interface KnownEntry {
  id: string
  list: string
  kind: ListEntry['kind']
  /** All of it; of sound, which may have a hundred thousand characters, how it begins. */
  hash: string
  /** Of sound: the length that its fingerprint is of. */
  seconds: number | null
  what: ListedAs
  label: string
  description: string
  state: 'active' | 'confirmed' | 'refuted'
  reason: string
  expiresAt: Date | null
  /** How many cases people found to be the same media, or not, where it matched. */
  same: number
  different: number
}

/** Entries of the team's lists, by their hash, label or description (`search`), the newest first; one more than are shown. */
export const listEntries = query({
  permission: 'known.read',
  input: z.object({ listId: z.uuid().nullable().default(null), search: z.string().trim().max(200).default('') }),
  async run(tx, { listId, search }, { teamId }): Promise<KnownEntry[]> {
    const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`
    const rows = await tx.execute<{ [Key in keyof KnownEntry]: KnownEntry[Key] }>(sql`
      select k.id, l.name as list, k.kind, left(k.hash, 64) as hash, k.seconds, k.what, k.label, k.description, k.state, k.reason, k.expires_at as "expiresAt",
        (select count(*)::int from known_judgements j where j.team_id = k.team_id and j.known_id = k.id and j.judgement = 'same') as same,
        (select count(*)::int from known_judgements j where j.team_id = k.team_id and j.known_id = k.id and j.judgement = 'different')
          as different
      from known_media k join known_lists l on l.team_id = k.team_id and l.id = k.list_id and l.removed_at is null
      where k.team_id = ${teamId}::uuid and (${listId}::uuid is null or k.list_id = ${listId}::uuid)
        and (${search} = '' or k.hash like case k.kind when 'chromaprint' then ${pattern} else ${pattern.toLowerCase()} end or k.label ilike ${pattern} or k.description ilike ${pattern})
      order by k.created_at desc, k.id limit ${entriesShown + 1}`)
    return [...rows].map((row) => ({ ...row, expiresAt: row.expiresAt === null ? null : new Date(row.expiresAt) }))
  },
})
