import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id } from './columns'
import { teams } from './teams'

/** Files handed in together over the API. What became of them is read from their detections. */
export const batches = pgTable(
  'batches',
  {
    id: id(),
    teamId: uuid('team_id')
      .notNull()
      .references(() => teams.id),
    totalFiles: integer('total_files').notNull(),
    /** A repeated batch with the same key is answered with the same batch. */
    idempotencyKey: text('idempotency_key'),
    idempotencyHash: text('idempotency_hash'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.id] }),
    uniqueIndex('batches_idempotency').on(t.teamId, t.idempotencyKey).where(sql`${t.idempotencyKey} is not null`),
    index('batches_created').on(t.teamId, t.createdAt.desc()),
    check('batches_not_empty', sql`${t.totalFiles} > 0`),
  ],
)
