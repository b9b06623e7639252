import { and, eq } from 'drizzle-orm'
import { cases } from '@/drizzle/schema/cases'
import { detections } from '@/drizzle/schema/detections'
import type { Transaction } from '@/lib/db/client'

/** Stands where an API's own words stood. */
const instead = '(words of its own, not kept under zero retention)'

/**
 * What may be kept of sentences about a detection: all of them, but under zero retention nothing that a Detect API itself
 * said, for it may tell of the media.
 */
export async function keptWords<S extends Record<string, string>>(
  tx: Transaction,
  { teamId, detectionId }: { teamId: string; detectionId: string },
  said: S,
): Promise<S> {
  const [found] = await tx
    .select({ zeroRetention: cases.zeroRetention })
    .from(detections)
    .innerJoin(cases, and(eq(cases.teamId, detections.teamId), eq(cases.id, detections.caseId)))
    .where(and(eq(detections.teamId, teamId), eq(detections.id, detectionId)))
  if (found?.zeroRetention === false) return said
  return Object.fromEntries(Object.entries(said).map(([name, text]) => [name, withoutQuotes(text)])) as S
}

/**
 * A sentence without what stands in it between the first “ and the last ”: all that others say is put between these
 * (lib/detect/detectors/reply-refusal.ts), and may hold such marks itself.
 */
export function withoutQuotes(text: string): string {
  const from = text.indexOf('“')
  if (from < 0) return text
  const to = text.lastIndexOf('”')
  return `${text.slice(0, from)}${instead}${to > from ? text.slice(to + 1) : ''}`
}
