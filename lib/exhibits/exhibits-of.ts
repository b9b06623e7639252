import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { exhibits } from '@/drizzle/schema/desk'
import { members } from '@/drizzle/schema/teams'
import { type Actor, actorId } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import type { CaseRow } from '@/lib/cases/move-case'
import type { Transaction } from '@/lib/db/client'
import { sealedOr } from '@/lib/notes/notes-of'
import type { SecretName } from '@/lib/retention/case-secrets'

/** A case's exhibits by letter, without removed ones. `cited`: the letters that decisions rest on. */
export async function exhibitsOf(
  tx: Transaction,
  actor: Actor,
  found: Pick<CaseRow, 'id' | 'zeroRetention'>,
  { secrets, cited }: { secrets: ReadonlyMap<SecretName, unknown>; cited: ReadonlySet<string> },
) {
  const rows = await tx
    .select({ exhibit: exhibits, name: members.name })
    .from(exhibits)
    .leftJoin(members, eq(members.id, exhibits.createdBy))
    .where(and(eq(exhibits.teamId, actor.teamId), eq(exhibits.caseId, found.id), isNull(exhibits.removedAt)))
    .orderBy(asc(sql`length(${exhibits.label})`), asc(exhibits.label))
  return rows.map(({ exhibit: { teamId: _, caseId: __, removedAt: ___, note, ...exhibit }, name }) => ({
    ...exhibit,
    /** Null: what could unseal it is gone. */
    note: sealedOr(found, secrets.get(`exhibit:${exhibit.id}`), note),
    createdByName: name,
    cited: cited.has(exhibit.label),
    mayRemove: !cited.has(exhibit.label) && (exhibit.createdBy === actorId(actor) || may(actor, 'case.assign')),
  }))
}
