import { setImmediate as breathe } from 'node:timers/promises'
import { and, eq, sql } from 'drizzle-orm'
import { mediaFingerprints } from '@/drizzle/schema/known-media'
import type { Finding } from '@/lib/audit/events'
import type { Transaction } from '@/lib/db/client'
import type { Fingerprints } from '@/lib/engine/analysis'
import type { KnownMatch } from '@/lib/engine/match/known-match'
import { knownCase } from './known-as'
import { knownCases, type Looking } from './known-cases'
import { matchSound } from './match-sound'

/** Sounds are compared one by one, so no more than the newest so many decided cases, and so many hours of them. */
export const mostSounds = 300
export const mostSoundSeconds = 50 * 3600

/** The team's newest decided cases whose sound agrees with this over a stretch. */
export async function searchSounds(
  tx: Transaction,
  looking: Looking,
  sound: Fingerprints['sound'],
): Promise<KnownMatch[]> {
  if (sound === null || sound.values.length === 0) return []
  const rows = await tx.execute<{ id: string; number: number; finding: Finding; fingerprint: string }>(sql`
    select id, number, finding, fingerprint from (
      select *, sum(seconds) over (order by number desc, fingerprint) as together from (
        select c.id, c.number, coalesce(d.tracks->>'sound', d.finding) as finding, f.id as fingerprint, f.seconds
        from (select id, case_id, seconds from media_fingerprints where team_id = ${looking.teamId}::uuid and kind = 'chromaprint') f,
        ${knownCases(looking)} and c.id = f.case_id order by c.number desc limit ${mostSounds}) newest
    ) added where together <= ${mostSoundSeconds} order by number desc`)
  const matches: KnownMatch[] = []
  for (const { fingerprint, ...row } of rows) {
    // One at a time: one of four hours has a hundred thousand values, and takes most of a second.
    const [kept] = await tx
      .select({ values: mediaFingerprints.sound, from: mediaFingerprints.second })
      .from(mediaFingerprints)
      .where(and(eq(mediaFingerprints.teamId, looking.teamId), eq(mediaFingerprints.id, fingerprint)))
    await breathe()
    const values = (kept?.values ?? []).map((value) => value >>> 0)
    const found = matchSound(sound, { values, from: kept?.from ?? 0 })
    if (found) matches.push({ ...knownCase(row), ...found })
  }
  return matches
}
