import { and, eq } from 'drizzle-orm'
import { mediaFingerprints } from '@/drizzle/schema/known-media'
import type { Transaction } from '@/lib/db/client'
import type { Fingerprints } from '@/lib/engine/analysis'
import { keptScenes } from '@/lib/engine/match/known-scenes'
import { bitsOf } from './asked-hashes'

interface OfCase {
  teamId: string
  caseId: string
}

/** Keeps by what the media of a locked case is known again, instead of what an earlier analysis said. */
export async function keepFingerprints(
  tx: Transaction,
  ofCase: OfCase,
  { pictures, sound }: Fingerprints,
): Promise<void> {
  const { teamId, caseId } = mediaFingerprints
  await tx.delete(mediaFingerprints).where(and(eq(teamId, ofCase.teamId), eq(caseId, ofCase.caseId)))
  const rows: (typeof mediaFingerprints.$inferInsert)[] = keptScenes(pictures).map(({ second, cut, pdq, quality }) => ({
    ...{ ...ofCase, kind: 'pdq' as const, second, cut: cut !== undefined },
    pdq: bitsOf(pdq),
    quality: Math.round(quality),
  }))
  if (sound && sound.values.length > 0) {
    // Postgres knows no unsigned numbers.
    const values = sound.values.map((value) => value | 0)
    rows.push({ ...ofCase, kind: 'chromaprint', sound: values, seconds: sound.seconds, second: sound.from ?? 0 })
  }
  if (rows.length > 0) await tx.insert(mediaFingerprints).values(rows)
}
