import crypto from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { detections, evidence } from '@/drizzle/schema/detections'
import { intelligences, sourceTracings } from '@/drizzle/schema/intelligences'
import { media } from '@/drizzle/schema/media'
import type { AuditEvent } from '@/lib/audit/events'
import { lockCase, moveCase } from '@/lib/cases/move-case'
import { StoredFileInput } from '@/lib/cases/stored-file'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import type { Analysis } from '@/lib/engine/analysis'
import type { Job } from '@/lib/jobs/payloads'
import type { DetectionParameters } from './request-parameters'
import { settleDetection } from './settle-detection'
import { traceSource } from './trace-source'

const Copy = StoredFileInput.extend({ width: z.number().int().positive(), height: z.number().int().positive() })

const Input = z.object({
  detectionId: z.uuid(),
  analysis: z.custom<Analysis>(),
  preview: Copy.nullable(),
  /** The stored picture of each piece of evidence that has one, by its place in `analysis.evidence`. */
  maps: z.map(z.number().int().min(0), Copy),
})

/**
 * Keeps a detection's result: evidence, pictures, verdict; its case then waits for a person. A detection that has ended
 * already is left as it is (`kept: false`), and the pictures are the caller's to drop.
 */
export const finishDetection = command({
  permission: 'detection.run',
  input: Input,
  async run(tx, { detectionId, analysis, preview, maps }, actor) {
    const { evidence: pieces, preview: _preview, ...result } = analysis
    const { label, score } = analysis.verdict
    const [ended] = await tx
      .update(detections)
      .set({
        status: 'completed',
        result,
        label,
        score,
        progress: 1,
        stage: null,
        updatedAt: sql`now()`,
        completedAt: sql`now()`,
      })
      .where(
        and(eq(detections.teamId, actor.teamId), eq(detections.id, detectionId), eq(detections.status, 'processing')),
      )
      .returning({ caseId: detections.caseId, parameters: detections.parameters })
    if (!ended) return { result: { kept: false }, events: [] }

    const { caseId } = ended
    const { teamId } = actor
    // Before its media, as everybody does who locks both: a purge does.
    const found = await lockCase(tx, actor, caseId)
    await tx
      .update(media)
      .set({ width: result.facts.width, height: result.facts.height, durationSeconds: result.facts.durationSeconds })
      .where(and(eq(media.teamId, teamId), eq(media.caseId, caseId), eq(media.copy, 'original')))
    const copies = [
      ...(preview ? [{ ...preview, teamId, caseId, copy: 'preview' as const }] : []),
      ...[...maps.values()].map((map) => ({ ...map, teamId, caseId, copy: 'map' as const })),
    ]
    if (copies.length > 0) await tx.insert(media).values(copies)
    if (pieces.length > 0) {
      await tx.insert(evidence).values(
        pieces.map(({ map, ...piece }, position) => ({
          ...piece,
          teamId,
          caseId,
          detectionId,
          position,
          mapMediaId: maps.get(position)?.id ?? null,
          mapCaption: maps.has(position) ? (map?.caption ?? null) : null,
        })),
      )
    }
    await moveCase(tx, found, 'waiting', { verdictLabel: label, verdictScore: score })
    const traced = await keepTracing(tx, { teamId, caseId, detectionId, parameters: ended.parameters, analysis })
    return {
      result: { kept: true },
      events: [{ type: 'detection.completed', caseId, detectionId, label, score }, ...traced],
      jobs: [
        ...(await queueReport(tx, teamId, detectionId)),
        ...(await settleDetection(tx, { teamId, caseId, detectionId })),
      ],
    }
  },
})

interface Finished {
  teamId: string
  caseId: string
  detectionId: string
  parameters: DetectionParameters
  analysis: Analysis
}

async function keepTracing(
  tx: Transaction,
  { teamId, caseId, detectionId, parameters, analysis }: Finished,
): Promise<AuditEvent[]> {
  const traced = traceSource(analysis, parameters)
  if (!traced) return []
  const tracingId = crypto.randomUUID()
  await tx.insert(sourceTracings).values({ id: tracingId, teamId, detectionId, ...traced })
  return [{ type: 'source.traced', caseId, detectionId, tracingId, label: traced.label }]
}

/** The job for a report that was asked for before there was a result to report on. */
async function queueReport(tx: Transaction, teamId: string, detectionId: string): Promise<Job[]> {
  const [asked] = await tx
    .select({ id: intelligences.id })
    .from(intelligences)
    .where(
      and(
        eq(intelligences.teamId, teamId),
        eq(intelligences.detectionId, detectionId),
        eq(intelligences.status, 'processing'),
      ),
    )
  return asked ? [['intelligence.write', { teamId, detectionId }]] : []
}
