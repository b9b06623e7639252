import { and, asc, eq } from 'drizzle-orm'
import { cases } from '@/drizzle/schema/cases'
import { detections } from '@/drizzle/schema/detections'
import type { Transaction } from '@/lib/db/client'
import { env } from '@/lib/env'
import { notFound } from '@/lib/errors'

/** A case as webhooks are told of it: by ids and numbers, without its name or address. */
export async function toldCase(tx: Transaction, teamId: string, caseId: string): Promise<Record<string, unknown>> {
  const [found] = await tx
    .select({
      number: cases.number,
      mediaType: cases.mediaType,
      source: cases.source,
      zeroRetention: cases.zeroRetention,
    })
    .from(cases)
    .where(and(eq(cases.teamId, teamId), eq(cases.id, caseId)))
  if (!found) throw notFound('Case')
  const runs = await tx
    .select({ id: detections.id })
    .from(detections)
    .where(and(eq(detections.teamId, teamId), eq(detections.caseId, caseId)))
    .orderBy(asc(detections.createdAt), asc(detections.id))
  return {
    id: caseId,
    number: found.number,
    url: `${env().PUBLIC_URL}/cases/${found.number}`,
    media_type: found.mediaType,
    source: found.source,
    zero_retention: found.zeroRetention,
    detections: runs.map(({ id }) => id),
  }
}
