import { sql } from 'drizzle-orm'
import { bigint, index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { Actor } from '@/lib/access/actor'
import type { AuditEvent } from '@/lib/audit/events'
import { bytes, createdAt } from './columns'
import { teams } from './teams'

/** The trail. Rows are added in the transaction of the change they tell of; nothing may change or remove one. */
export const auditEvents = pgTable(
  'audit_events',
  {
    id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity(),
    teamId: uuid('team_id')
      .notNull()
      .references(() => teams.id),
    type: text('type').$type<AuditEvent['type']>().notNull(),
    actorKind: text('actor_kind').$type<Actor['kind']>().notNull(),
    /** The member's or key's id; the worker and the operator at the machine have none. */
    actorId: uuid('actor_id'),
    channel: text('channel').$type<'portal' | 'api' | 'worker' | 'cli'>().notNull(),
    caseId: uuid('case_id'),
    /** Typed facts of the event, never a copy of a row and never a name of a person or file. */
    facts: jsonb('facts').$type<Record<string, unknown>>().notNull(),
    at: createdAt(),
    /** The entry's own name in exports and proofs, part of what is hashed (lib/audit/entry.ts). */
    uid: uuid('uid').notNull().default(sql`gen_random_uuid()`),
    /** RFC 6962 leaf hash of the entry's canonical bytes; null for entries from before the trail was sealed. */
    leaf: bytes('leaf'),
    /** The transaction it came with: whatever is below the oldest one still open is there for good. */
    txid: bigint('txid', { mode: 'number' }).notNull().default(sql`pg_current_xact_id()::text::bigint`),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.id] }),
    index('audit_events_case').on(t.teamId, t.caseId, t.id.desc()).where(sql`${t.caseId} is not null`),
    uniqueIndex('audit_events_uid').on(t.teamId, t.uid),
    // The sealer's order (lib/audit/seal-trail.ts).
    index('audit_events_txid').on(t.teamId, t.txid, t.id),
    index('audit_events_type').on(t.teamId, t.type, t.id.desc()),
  ],
)
