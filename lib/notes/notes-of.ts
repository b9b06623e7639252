import { and, asc, eq } from 'drizzle-orm'
import { notes } from '@/drizzle/schema/desk'
import { members } from '@/drizzle/schema/teams'
import { type Actor, actorId } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import type { CaseRow } from '@/lib/cases/move-case'
import type { Transaction } from '@/lib/db/client'
import type { SecretName } from '@/lib/retention/case-secrets'

/** The most notes of a case that are read. */
const most = 500

/** A case's notes, oldest first. `secrets`: what a zero-retention case's may be read from; empty once its key is gone. */
export async function notesOf(
  tx: Transaction,
  actor: Actor,
  found: Pick<CaseRow, 'id' | 'zeroRetention'>,
  secrets: ReadonlyMap<SecretName, unknown>,
) {
  const rows = await tx
    .select({ note: notes, name: members.name })
    .from(notes)
    .leftJoin(members, eq(members.id, notes.writtenBy))
    .where(and(eq(notes.teamId, actor.teamId), eq(notes.caseId, found.id)))
    .orderBy(asc(notes.createdAt), asc(notes.id))
    .limit(most)
  return rows.map(({ note: { id, body, mentions, writtenBy, createdAt, removedAt }, name }) => ({
    id,
    /** Null: it was removed, or what could unseal it is gone. */
    body: removedAt ? null : sealedOr(found, secrets.get(`note:${id}`), body),
    mentions,
    writtenBy,
    writtenByName: name,
    createdAt,
    removedAt,
    mayRemove: removedAt === null && (writtenBy === actorId(actor) || may(actor, 'case.assign')),
  }))
}

/** Words on a case: as their row has them, or unsealed; null where they cannot be read any more. */
export function sealedOr(found: Pick<CaseRow, 'zeroRetention'>, secret: unknown, plain: string): string | null {
  if (!found.zeroRetention) return plain
  return typeof secret === 'string' ? secret : null
}
