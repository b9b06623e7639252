import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { cases } from './cases'
import { createdAt, id, instant } from './columns'

/** One row for every copy that exists of a case's media: the upload itself and everything derived from it. */
export const media = pgTable(
  'media',
  {
    id: id(),
    teamId: uuid('team_id').notNull(),
    caseId: uuid('case_id').notNull(),
    /** `original`: what was handed in. `preview`: a small picture of it. `map`: a picture of a piece of evidence. */
    copy: text('copy').$type<'original' | 'preview' | 'map'>().notNull(),
    store: text('store').$type<'disk' | 'uploadthing' | 's3'>().notNull(),
    storeKey: text('store_key').notNull(),
    /** Which bucket or account of that store; null on disk, and for copies from before this was kept. */
    storeFingerprint: text('store_fingerprint'),
    mediaType: text('media_type').$type<'image' | 'audio' | 'video'>().notNull(),
    contentType: text('content_type').notNull(),
    filename: text('filename').notNull(),
    sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
    /** Hex; empty once the copy had to go: it would tell whoever has the file that it was here. */
    sha256: text('sha256').notNull(),
    /**
     * How to read the bytes in the store: null, they lie there as they are; `case.…`, the file's key wrapped with the case's
     * key; `open.…`, the file's key itself, where nothing asks for its secrecy any more (lib/media/file-key.ts).
     */
    fileKey: text('file_key'),
    /** Pixels; known once analysed. */
    width: integer('width'),
    height: integer('height'),
    durationSeconds: doublePrecision('duration_seconds'),
    createdAt: createdAt(),
    deletedAt: instant('deleted_at'),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.id] }),
    foreignKey({ columns: [t.teamId, t.caseId], foreignColumns: [cases.teamId, cases.id] }),
    unique('media_store_key').on(t.teamId, t.store, t.storeKey),
    // A case has one original; a job that runs twice cannot give it a second.
    uniqueIndex('media_original').on(t.teamId, t.caseId).where(sql`${t.copy} = 'original'`),
    index('media_case').on(t.teamId, t.caseId),
    // "Seen before": the same bytes in another case of this team.
    index('media_sha256').on(t.teamId, t.sha256),
    check('media_size', sql`${t.sizeBytes} > 0`),
  ],
)
