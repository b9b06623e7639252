import crypto from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { detections, evidence } from '@/drizzle/schema/detections'
import { sourceTracings } from '@/drizzle/schema/intelligences'
import { media } from '@/drizzle/schema/media'
import type { AuditEvent } from '@/lib/audit/events'
import { followRuns } from '@/lib/cases/follow-runs'
import { lockCase } from '@/lib/cases/move-case'
import { StoredFileInput } from '@/lib/cases/stored-file'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import type { Analysis, MediaFacts } from '@/lib/engine/analysis'
import { keepFingerprints } from '@/lib/known/keep-fingerprints'
import { sealAnalysis } from '@/lib/retention/sealed-analysis'
import type { ReportedMetrics } from './detectors/reported-metrics'
import { endRemoteRun } from './end-remote-run'
import type { IntelligenceDescription } from './intelligence'
import { keepPictures } from './keep-pictures'
import { keepReport } from './keep-report'
import type { DetectionResult } from './result'
import { settleDetection } from './settle-detection'
import { type SourceTracing, traceSource } from './trace-source'

const Copy = StoredFileInput.extend({ width: z.number().int().positive(), height: z.number().int().positive() })

interface Elsewhere {
  /** Its own report in words, for one that was asked for; null: ours is written, by rule. */
  report: IntelligenceDescription | null
  /** What it measured, in its own figures. */
  reported: ReportedMetrics
  tracing: SourceTracing | null
}

const Input = z.object({
  detectionId: z.uuid(),
  /** What the rows hold; without what tells of the media where that must not be kept. */
  analysis: z.custom<Analysis>(),
  /** Under zero retention the whole of it, for members to read until the purge. */
  whole: z.custom<Analysis>().nullable().default(null),
  preview: Copy.nullable(),
  /** The stored picture of each piece of evidence that has one, by its place in `analysis.evidence`. */
  maps: z.map(z.number().int().min(0), Copy),
  /** What another Detect API said beside; null: the engine here judged. */
  elsewhere: z.custom<Elsewhere>().nullable().default(null),
})

/**
 * Keeps a detection's result: evidence, pictures, verdict; its case then goes where its runs put it. A detection that has
 * ended already is left as it is (`kept: false`), and the pictures are the caller's to drop.
 */
export const finishDetection = command({
  permission: 'detection.run',
  input: Input,
  async run(tx, { detectionId, analysis, whole, preview, maps, elsewhere }, actor) {
    const { evidence: pieces, preview: _preview, fingerprints, ...found } = analysis
    const result: DetectionResult = { ...found, ...(elsewhere && { reported: elsewhere.reported }) }
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
      .returning({
        caseId: detections.caseId,
        parameters: detections.parameters,
        secondOpinion: detections.secondOpinion,
        startedAt: detections.createdAt,
      })
    if (!ended) return { result: { kept: false }, events: [] }

    const { caseId, secondOpinion, startedAt } = ended
    const { teamId } = actor
    // Before its media, as everybody does who locks both: a purge does.
    const { zeroRetention, retention, withdrawnAt } = await lockCase(tx, actor, caseId)
    await keepFacts(tx, teamId, caseId, result.facts)
    const mayBeKnown = !zeroRetention && retention === 'keep' && withdrawnAt === null
    if (!elsewhere && mayBeKnown) await keepFingerprints(tx, { teamId, caseId }, fingerprints)
    const shown = await keepPictures(tx, { teamId, caseId, zeroRetention }, { preview, maps })
    if (pieces.length > 0) {
      await tx.insert(evidence).values(
        pieces.map(({ map, ...piece }, position) => ({
          ...piece,
          teamId,
          caseId,
          detectionId,
          position,
          mapMediaId: shown.get(position)?.id ?? null,
          mapCaption: shown.has(position) ? (map?.caption ?? null) : null,
        })),
      )
    }
    if (whole) await sealAnalysis(tx, { teamId, caseId, detectionId }, whole)
    await endRemoteRun(tx, teamId, detectionId, false)
    const followed = await followRuns(tx, actor, { caseId, startedAt, secondOpinion })
    // A second opinion is no answer of the API, so nothing is traced or reported on it.
    const tracing = elsewhere ? elsewhere.tracing : traceSource(analysis, ended.parameters)
    const traced = secondOpinion ? [] : await keepTracing(tx, { teamId, caseId, detectionId, tracing })
    const reporting = await keepReport(tx, { teamId, caseId, detectionId, report: elsewhere?.report ?? null })
    return {
      result: { kept: true },
      events: [
        { type: 'detection.completed', caseId, detectionId, label, score },
        ...followed.events,
        ...traced,
        ...reporting.events,
      ],
      jobs: [...followed.jobs, ...reporting.jobs, ...(await settleDetection(tx, { teamId, caseId, detectionId }))],
    }
  },
})

/** Properties of the media that this detector measured; what it did not is left as another measured it. */
async function keepFacts(tx: Transaction, teamId: string, caseId: string, facts: MediaFacts): Promise<void> {
  const { width, height, durationSeconds } = facts
  const known = Object.entries({ width, height, durationSeconds }).filter(([, value]) => value !== null)
  if (known.length === 0) return
  await tx
    .update(media)
    .set(Object.fromEntries(known))
    .where(and(eq(media.teamId, teamId), eq(media.caseId, caseId), eq(media.copy, 'original')))
}

interface Finished {
  teamId: string
  caseId: string
  detectionId: string
  tracing: SourceTracing | null
}

async function keepTracing(tx: Transaction, { teamId, caseId, detectionId, tracing }: Finished): Promise<AuditEvent[]> {
  if (!tracing) return []
  const tracingId = crypto.randomUUID()
  await tx.insert(sourceTracings).values({ id: tracingId, teamId, detectionId, ...tracing })
  return [{ type: 'source.traced', caseId, detectionId, tracingId, label: tracing.label }]
}
