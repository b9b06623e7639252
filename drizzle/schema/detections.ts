import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { DetectionParameters } from '@/lib/detect/request-parameters'
import type { DetectionResult } from '@/lib/detect/result'
import type { EvidenceFacts, EvidenceRegion, EvidenceTime } from '@/lib/engine/evidence'
import type { EvidenceCard } from '@/lib/engine/evidence-card'
import { batches } from './batches'
import { cases } from './cases'
import { createdAt, id, instant } from './columns'
import { media } from './media'

/** One run of a detector on a case's media. Its id, without dashes, is the contract's uuid. */
export const detections = pgTable(
  'detections',
  {
    id: id(),
    teamId: uuid('team_id').notNull(),
    caseId: uuid('case_id').notNull(),
    /** The batch it was handed in with, if any. */
    batchId: uuid('batch_id'),
    detector: text('detector').$type<'builtin' | 'remote'>().notNull(),
    /** A second detector's word on a case that has a first; shown beside it and not an answer of the API. */
    secondOpinion: boolean('second_opinion').notNull().default(false),
    status: text('status').$type<'processing' | 'completed' | 'failed'>().notNull().default('processing'),
    parameters: jsonb('parameters').$type<DetectionParameters>().notNull(),
    /** The result beside its evidence rows: label, scores, coverage, frames. Null until completed. */
    result: jsonb('result').$type<DetectionResult>(),
    label: text('label'),
    /** Probability 0-1. */
    score: doublePrecision('score'),
    /** For a person: why it failed. */
    errorMessage: text('error_message'),
    /** It failed by what the media is, or where it was to come from: another try cannot help. False in rows from before it was kept. */
    failedForGood: boolean('failed_for_good').notNull().default(false),
    /** How far a running analysis has come, 0-1, and what it is doing, in words. */
    progress: doublePrecision('progress').notNull().default(0),
    stage: text('stage'),
    /** A repeated submit with the same key is answered with the same detection. */
    idempotencyKey: text('idempotency_key'),
    /** Of what was submitted under that key (lib/detect/submission-hash.ts): the same key with another body is refused. */
    idempotencyHash: text('idempotency_hash'),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().default(sql`now()`),
    completedAt: instant('completed_at'),
    /** Deleted over the API: gone from every answer there; the case keeps it for its history. */
    deletedAt: instant('deleted_at'),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.id] }),
    foreignKey({ columns: [t.teamId, t.caseId], foreignColumns: [cases.teamId, cases.id] }),
    foreignKey({ columns: [t.teamId, t.batchId], foreignColumns: [batches.teamId, batches.id] }),
    uniqueIndex('detections_idempotency').on(t.teamId, t.idempotencyKey).where(sql`${t.idempotencyKey} is not null`),
    index('detections_case').on(t.teamId, t.caseId),
    index('detections_created')
      .on(t.teamId, t.createdAt.desc(), t.id.desc())
      .where(sql`${t.deletedAt} is null and not ${t.secondOpinion}`),
    index('detections_batch').on(t.teamId, t.batchId).where(sql`${t.batchId} is not null`),
    check('detections_detector_known', sql`${t.detector} in ('builtin', 'remote')`),
    check('detections_status_known', sql`${t.status} in ('processing', 'completed', 'failed')`),
    check('detections_failure_said', sql`(${t.status} = 'failed') = (${t.errorMessage} is not null)`),
    check('detections_result_kept', sql`${t.status} <> 'completed' or ${t.result} is not null`),
  ],
)

/** What one detector measured, in the order it is shown. The terms are those of lib/engine/evidence.ts. */
export const evidence = pgTable(
  'evidence',
  {
    id: id(),
    teamId: uuid('team_id').notNull(),
    caseId: uuid('case_id').notNull(),
    detectionId: uuid('detection_id').notNull(),
    position: integer('position').notNull(),
    check: text('check').notNull(),
    title: text('title').notNull(),
    family: text('family').$type<'provenance' | 'metadata' | 'match' | 'edit' | 'signal' | 'model'>().notNull(),
    points: text('points').$type<'synthetic' | 'manipulated' | 'authentic' | 'context'>().notNull(),
    status: text('status').$type<'hit' | 'clear' | 'not_applicable' | 'not_checked' | 'failed'>().notNull(),
    /** log(TPR/FPR) of the hit by itself. */
    llr: doublePrecision('llr').notNull(),
    /** The cap its family stands under, on hits that weigh; null elsewhere, and in rows from before it was kept. */
    cap: doublePrecision('cap'),
    /** The counts behind its sentence of errors; null where it has none, and in rows from before they were kept. */
    card: jsonb('card').$type<EvidenceCard>(),
    strong: boolean('strong').notNull(),
    explain: text('explain').notNull(),
    doesNotShow: text('does_not_show').notNull(),
    facts: jsonb('facts').$type<EvidenceFacts>().notNull(),
    region: jsonb('region').$type<EvidenceRegion>(),
    time: jsonb('time').$type<EvidenceTime>(),
    /** The picture of this evidence, if it has one, and its caption. */
    mapMediaId: uuid('map_media_id'),
    mapCaption: text('map_caption'),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.id] }),
    foreignKey({ columns: [t.teamId, t.detectionId], foreignColumns: [detections.teamId, detections.id] }),
    foreignKey({ columns: [t.teamId, t.mapMediaId], foreignColumns: [media.teamId, media.id] }),
    uniqueIndex('evidence_position').on(t.teamId, t.detectionId, t.position),
  ],
)
