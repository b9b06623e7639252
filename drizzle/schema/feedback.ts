import { sql } from 'drizzle-orm'
import { check, foreignKey, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { Actor } from '@/lib/access/actor'
import type { FeedbackType } from '@/lib/detect/feedback'
import { createdAt, id, instant } from './columns'
import { detections } from './detections'

/** What whoever handed media in says of its verdict: one word each, the last one counts. */
export const feedback = pgTable(
  'feedback',
  {
    id: id(),
    teamId: uuid('team_id').notNull(),
    detectionId: uuid('detection_id').notNull(),
    givenByKind: text('given_by_kind').$type<Actor['kind']>().notNull(),
    givenById: uuid('given_by_id').notNull(),
    type: text('type').$type<FeedbackType>().notNull(),
    comment: text('comment'),
    source: text('source').notNull(),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.id] }),
    foreignKey({ columns: [t.teamId, t.detectionId], foreignColumns: [detections.teamId, detections.id] }),
    unique('feedback_giver').on(t.teamId, t.detectionId, t.givenById),
    check('feedback_comment_length', sql`length(${t.comment}) <= 1000`),
    check('feedback_source_length', sql`length(${t.source}) <= 64`),
  ],
)
