import { sql } from 'drizzle-orm'
import { check, foreignKey, index, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { Actor } from '@/lib/access/actor'
import type { IntelligenceDescription } from '@/lib/detect/intelligence'
import { createdAt, id, instant } from './columns'
import { detections } from './detections'

/** A report in words on a detection; a detection has one at most. */
export const intelligences = pgTable(
  'intelligences',
  {
    id: id(),
    teamId: uuid('team_id').notNull(),
    detectionId: uuid('detection_id').notNull(),
    status: text('status').$type<'processing' | 'completed' | 'failed'>().notNull().default('processing'),
    description: jsonb('description').$type<IntelligenceDescription>(),
    errorMessage: text('error_message'),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.id] }),
    foreignKey({ columns: [t.teamId, t.detectionId], foreignColumns: [detections.teamId, detections.id] }),
    unique('intelligences_detection').on(t.teamId, t.detectionId),
    index('intelligences_created').on(t.teamId, t.createdAt.desc(), t.id.desc()),
    check('intelligences_status_known', sql`${t.status} in ('processing', 'completed', 'failed')`),
    check('intelligences_described', sql`(${t.status} = 'completed') = (${t.description} is not null)`),
    check('intelligences_failure_said', sql`(${t.status} = 'failed') = (${t.errorMessage} is not null)`),
  ],
)

/** What somebody asked about a finished detection, and what its evidence answers. */
export const questions = pgTable(
  'questions',
  {
    id: id(),
    teamId: uuid('team_id').notNull(),
    detectionId: uuid('detection_id').notNull(),
    askedByKind: text('asked_by_kind').$type<Actor['kind']>().notNull(),
    askedById: uuid('asked_by_id'),
    query: text('query').notNull(),
    status: text('status').$type<'pending' | 'processing' | 'completed' | 'failed'>().notNull().default('pending'),
    answer: text('answer'),
    errorMessage: text('error_message'),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.id] }),
    foreignKey({ columns: [t.teamId, t.detectionId], foreignColumns: [detections.teamId, detections.id] }),
    index('questions_detection').on(t.teamId, t.detectionId, t.createdAt),
    check('questions_status_known', sql`${t.status} in ('pending', 'processing', 'completed', 'failed')`),
    check('questions_answered', sql`(${t.status} = 'completed') = (${t.answer} is not null)`),
    check('questions_failure_said', sql`(${t.status} = 'failed') = (${t.errorMessage} is not null)`),
  ],
)

/** Which generator a recording found to be fake names, where it was asked for (detect-api.md, section 4). */
export const sourceTracings = pgTable(
  'source_tracings',
  {
    id: id(),
    teamId: uuid('team_id').notNull(),
    detectionId: uuid('detection_id').notNull(),
    label: text('label'),
    errorMessage: text('error_message'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.id] }),
    foreignKey({ columns: [t.teamId, t.detectionId], foreignColumns: [detections.teamId, detections.id] }),
    unique('source_tracings_detection').on(t.teamId, t.detectionId),
    index('source_tracings_created').on(t.teamId, t.createdAt.desc(), t.id.desc()),
    check('source_tracings_said', sql`(${t.label} is null) <> (${t.errorMessage} is null)`),
  ],
)
