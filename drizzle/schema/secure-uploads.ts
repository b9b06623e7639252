import { sql } from 'drizzle-orm'
import { bigint, check, index, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from './columns'
import { teams } from './teams'

/** A file that waits for the request that names its token (detect-api.md, section 5). Afterwards a case owns its bytes. */
export const secureUploads = pgTable(
  'secure_uploads',
  {
    id: id(),
    teamId: uuid('team_id')
      .notNull()
      .references(() => teams.id),
    store: text('store').$type<'disk' | 'uploadthing' | 's3'>().notNull(),
    storeKey: text('store_key').notNull(),
    /** As a media row's: which bucket or account of that store. */
    storeFingerprint: text('store_fingerprint'),
    mediaType: text('media_type').$type<'image' | 'audio' | 'video'>().notNull(),
    contentType: text('content_type').notNull(),
    /** Sealed with the upload's key (upload_keys). Null once it was used: the case then has the name, or must not have it. */
    filename: text('filename'),
    sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
    /** Hex; empty once the case's copy had to go. */
    sha256: text('sha256').notNull(),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.id] }),
    unique('secure_uploads_store_key').on(t.teamId, t.store, t.storeKey),
    index('secure_uploads_unused').on(t.teamId, t.expiresAt).where(sql`${t.usedAt} is null`),
    check('secure_uploads_name', sql`(${t.usedAt} is null) = (${t.filename} is not null)`),
    check('secure_uploads_size', sql`${t.sizeBytes} > 0`),
  ],
)
