import { and, eq, inArray, isNull } from 'drizzle-orm'
import { cases } from '@/drizzle/schema/cases'
import type { Actor } from '@/lib/access/actor'
import type { CaseRow } from '@/lib/cases/move-case'
import type { Transaction } from '@/lib/db/client'
import { readSecrets, readSecretsOf, type SecretName } from './case-secrets'

export type Secrets = ReadonlyMap<SecretName, unknown>
const nothing: Secrets = new Map()

/**
 * What this actor may read of a case beside its redacted rows: under zero retention members of the team see what was handed in
 * and found until its purge begins. Nothing for API keys (detect-api.md, section 6), nor once somebody had it deleted.
 */
export async function secretsFor(
  tx: Transaction,
  actor: Actor,
  found: Pick<CaseRow, 'id' | 'zeroRetention' | 'withdrawnAt' | 'retention' | 'purgeReason'>,
): Promise<Secrets> {
  const waits = found.retention === 'due' && found.purgeReason === 'zero_retention' && found.withdrawnAt === null
  if (actor.kind !== 'member' || !found.zeroRetention || !waits) return nothing
  return readSecrets(tx, { teamId: actor.teamId, caseId: found.id })
}

/** Rows of cases with the titles that this actor may read. */
export async function unredactTitles<Row extends { id: string; title: string; zeroRetention: boolean }>(
  tx: Transaction,
  actor: Actor,
  rows: Row[],
): Promise<Row[]> {
  const ids = actor.kind === 'member' ? rows.filter(({ zeroRetention }) => zeroRetention).map(({ id }) => id) : []
  if (ids.length === 0) return rows
  const { teamId } = actor
  // As above: not once they are being deleted.
  const waits = and(eq(cases.retention, 'due'), eq(cases.purgeReason, 'zero_retention'), isNull(cases.withdrawnAt))
  const waiting = await tx
    .select({ id: cases.id })
    .from(cases)
    .where(and(eq(cases.teamId, teamId), inArray(cases.id, ids), waits))
  const found = await readSecretsOf(
    tx,
    teamId,
    waiting.map(({ id }) => id),
    ['title'],
  )
  return rows.map((row) => ({ ...row, title: textOf(found.get(row.id), 'title') ?? row.title }))
}

/** A question with its words and answer as they can be read. */
export function unredactQuestion<Q extends { id: string; query: string; answer: string | null }>(
  secrets: Secrets | undefined,
  question: Q,
): Q {
  const query = textOf(secrets, `question:${question.id}`) ?? question.query
  const answer = question.answer === null ? null : (textOf(secrets, `answer:${question.id}`) ?? question.answer)
  return { ...question, query, answer }
}

/** A secret that is text; null where there is none. */
export function textOf(secrets: Secrets | undefined, name: SecretName): string | null {
  const value = secrets?.get(name)
  return typeof value === 'string' ? value : null
}
