import { and, eq, or } from 'drizzle-orm'
import { knownJudgements, mediaFingerprints } from '@/drizzle/schema/known-media'
import type { Transaction } from '@/lib/db/client'

interface OfCase {
  teamId: string
  caseId: string
}

/**
 * Takes out by what the media of a case would be known again, and what people made of its matches, which tells what it looks like:
 * nothing of this case is known media any more. Changes nothing twice.
 */
export async function forgetKnown(tx: Transaction, ofCase: OfCase): Promise<void> {
  await tx.delete(mediaFingerprints).where(fingerprintsOf(ofCase))
  await tx.delete(knownJudgements).where(judgementsOf(ofCase))
}

/** How many such rows a case has. */
export async function countKnown(tx: Transaction, ofCase: OfCase): Promise<number> {
  return (
    (await tx.$count(mediaFingerprints, fingerprintsOf(ofCase))) +
    (await tx.$count(knownJudgements, judgementsOf(ofCase)))
  )
}

function fingerprintsOf({ teamId, caseId }: OfCase) {
  return and(eq(mediaFingerprints.teamId, teamId), eq(mediaFingerprints.caseId, caseId))
}

function judgementsOf({ teamId, caseId }: OfCase) {
  const { teamId: team, caseId: ofCase, knownId } = knownJudgements
  return and(eq(team, teamId), or(eq(ofCase, caseId), eq(knownId, caseId)))
}
