import { boolean, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns'

/** One row per running worker process, renewed while it lives and removed when it stops. Belongs to no team. */
export const workerHeartbeats = pgTable(
  'worker_heartbeats',
  {
    id: uuid('id').primaryKey(),
    host: text('host').notNull(),
    pid: integer('pid').notNull(),
    /** Whether it can decode sound and video, and a sentence that says so; null until it has tried. */
    decodes: boolean('decodes'),
    decoder: text('decoder'),
    startedAt: instant('started_at').notNull(),
    beatAt: instant('beat_at').notNull(),
  },
  (t) => [index('worker_heartbeats_beat').on(t.beatAt.desc())],
)
