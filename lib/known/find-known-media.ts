import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { knownSettings } from '@/drizzle/schema/known-media'
import { media } from '@/drizzle/schema/media'
import type { Transaction } from '@/lib/db/client'
import { query } from '@/lib/db/query'
import type { Fingerprints } from '@/lib/engine/analysis'
import type { Compared, KnownMatch } from '@/lib/engine/match/known-match'
import { askedScenes } from '@/lib/engine/match/known-scenes'
import { knownCases, knownEntries, type Looking } from './known-cases'
import { searchFiles } from './search-files'
import { searchListedSounds } from './search-listed-sounds'
import { searchPictures } from './search-pictures'
import { searchSounds } from './search-sounds'

/**
 * Which known media the media of a case matches: the team's decided cases, unless an admin switched that off, and the entries of its
 * lists; by its bytes, its picture or frames, and its sound. One match for each, the closest. Keeps nothing.
 */
export const findKnownMedia = query({
  permission: 'detection.run',
  input: z.object({ caseId: z.uuid(), fingerprints: z.custom<Fingerprints>() }),
  async run(tx, { caseId, fingerprints }, { teamId }): Promise<{ matches: KnownMatch[]; compared: Compared }> {
    const looking = { teamId, caseId }
    const matchCases = await matchesCases(tx, teamId)
    const scenes = askedScenes(fingerprints.pictures)
    const [original] = await tx
      .select({ sha256: media.sha256 })
      .from(media)
      .where(and(eq(media.teamId, teamId), eq(media.caseId, caseId), eq(media.copy, 'original')))
    const sha256 = original?.sha256 ?? ''
    const found = [
      ...(await searchFiles(tx, looking, { sha256, matchCases })),
      ...(await searchPictures(tx, looking, { scenes, matchCases })),
      ...(matchCases ? await searchSounds(tx, looking, fingerprints.sound) : []),
      ...(await searchListedSounds(tx, looking, fingerprints.sound)),
    ]
    const first = new Map<string, KnownMatch>()
    for (const match of found) if (!first.has(match.id)) first.set(match.id, match)
    const known = first.size > 0 || (await isAnythingKnown(tx, looking, matchCases))
    const blank = scenes.length === 0 && fingerprints.sound === null
    return { matches: [...first.values()], compared: { known, blank } }
  },
})

/** Whether the team's own decided cases are known media. They are unless an admin switched that off. */
export async function matchesCases(tx: Transaction, teamId: string): Promise<boolean> {
  const [row] = await tx
    .select({ matchCases: knownSettings.matchCases })
    .from(knownSettings)
    .where(eq(knownSettings.teamId, teamId))
  return row?.matchCases ?? true
}

async function isAnythingKnown(tx: Transaction, looking: Looking, matchCases: boolean): Promise<boolean> {
  const cases = matchCases ? sql`exists (select 1 from ${knownCases(looking)})` : sql`false`
  const [row] = await tx.execute<{ known: boolean }>(
    sql`select ${cases} or exists (select 1 from ${knownEntries(looking)}) as known`,
  )
  return row?.known === true
}
