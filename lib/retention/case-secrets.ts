import { and, eq, inArray, type SQL } from 'drizzle-orm'
import { caseKeys, caseSecrets } from '@/drizzle/schema/retention'
import type { Transaction } from '@/lib/db/client'
import { readCaseKey } from './case-key'
import { sealBytes, unsealBytes } from './seal-bytes'

interface OfCase {
  teamId: string
  caseId: string
}

/** What may be read until the purge: the redacted rows beside hold none of it. */
export type SecretName =
  | 'title'
  | 'source_url'
  | 'sha256'
  | `analysis:${string}`
  | `question:${string}`
  | `answer:${string}`
  | `comment:${string}`
  | `note:${string}`
  | `exhibit:${string}`

/** Keeps a value of a zero-retention case, sealed with its key; a second one of the name replaces the first. */
export async function keepSecret(
  tx: Transaction,
  { teamId, caseId, key }: OfCase & { key: Uint8Array },
  name: SecretName,
  value: unknown,
): Promise<void> {
  const sealed = sealBytes(key, contextOf(caseId, name), Buffer.from(JSON.stringify(value)))
  await tx
    .insert(caseSecrets)
    .values({ teamId, caseId, name, sealed })
    .onConflictDoUpdate({ target: [caseSecrets.teamId, caseSecrets.caseId, caseSecrets.name], set: { sealed } })
}

/** Keeps values of a zero-retention case, sealed with its key. False, and nothing is kept, once the key is gone. */
export async function sealForCase(
  tx: Transaction,
  ofCase: OfCase,
  values: Partial<Record<SecretName, unknown>>,
): Promise<boolean> {
  const key = await readCaseKey(tx, ofCase)
  if (!key) return false
  for (const [name, value] of Object.entries(values))
    await keepSecret(tx, { ...ofCase, key }, name as SecretName, value)
  return true
}

/** One of them; undefined where there is none, or the key is gone. */
export async function readSecret(tx: Transaction, { teamId, caseId }: OfCase, name: SecretName): Promise<unknown> {
  const found = await readSecretsOf(tx, teamId, [caseId], [name])
  return found.get(caseId)?.get(name)
}

/** Those of these names of several cases, by case and name. */
export async function readSecretsOf(
  tx: Transaction,
  teamId: string,
  caseIds: string[],
  names: SecretName[],
): Promise<Map<string, Map<SecretName, unknown>>> {
  if (caseIds.length === 0 || names.length === 0) return new Map()
  return opened(
    await sealedRows(tx, teamId, and(inArray(caseSecrets.caseId, caseIds), inArray(caseSecrets.name, names))),
  )
}

/** All that was kept of a case, by name; empty once its key is gone. */
export async function readSecrets(tx: Transaction, { teamId, caseId }: OfCase): Promise<Map<SecretName, unknown>> {
  const found = opened(await sealedRows(tx, teamId, eq(caseSecrets.caseId, caseId)))
  return found.get(caseId) ?? new Map()
}

function sealedRows(tx: Transaction, teamId: string, which: SQL | undefined) {
  return tx
    .select({ caseId: caseSecrets.caseId, name: caseSecrets.name, sealed: caseSecrets.sealed, key: caseKeys.key })
    .from(caseSecrets)
    .innerJoin(caseKeys, and(eq(caseKeys.teamId, caseSecrets.teamId), eq(caseKeys.caseId, caseSecrets.caseId)))
    .where(and(eq(caseSecrets.teamId, teamId), which))
}

function opened(rows: Awaited<ReturnType<typeof sealedRows>>): Map<string, Map<SecretName, unknown>> {
  const found = new Map<string, Map<SecretName, unknown>>()
  for (const { caseId, name, sealed, key } of rows) {
    const ofCase = found.get(caseId) ?? new Map<SecretName, unknown>()
    ofCase.set(name as SecretName, JSON.parse(unsealBytes(key, contextOf(caseId, name), sealed).toString('utf8')))
    found.set(caseId, ofCase)
  }
  return found
}

/** Takes one of them away. */
export async function dropSecret(tx: Transaction, { teamId, caseId }: OfCase, name: SecretName): Promise<void> {
  const itself = and(eq(caseSecrets.teamId, teamId), eq(caseSecrets.caseId, caseId), eq(caseSecrets.name, name))
  await tx.delete(caseSecrets).where(itself)
}

/** The sealed rows of a purged case: unreadable without the key, and of no further use. */
export async function dropSecrets(tx: Transaction, { teamId, caseId }: OfCase): Promise<void> {
  await tx.delete(caseSecrets).where(and(eq(caseSecrets.teamId, teamId), eq(caseSecrets.caseId, caseId)))
}

function contextOf(caseId: string, name: string): string {
  return `${caseId} ${name}`
}
