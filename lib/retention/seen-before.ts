import { and, desc, eq, inArray, ne } from 'drizzle-orm'
import { cases } from '@/drizzle/schema/cases'
import { seenHashes } from '@/drizzle/schema/retention'
import type { Transaction } from '@/lib/db/client'
import { keyedDigest } from '@/lib/media/keyed-digest'
import { rulesOf } from './read-rules'

interface SeenFile {
  teamId: string
  caseId: string
  zeroRetention: boolean
  /** As its row keeps it: the file's own, or under zero retention a keyed one; hex. Anything else was seen nowhere. */
  sha256: string
}

/**
 * What stays of a file where its team wants to know it again: an HMAC of its SHA-256 with a key of this instance's and the
 * team's id (lib/media/keyed-digest.ts), hex. Null for what is no digest.
 */
function seenHash({ teamId, zeroRetention, sha256 }: SeenFile): string | null {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return null
  return zeroRetention ? sha256 : keyedDigest(teamId, sha256)
}

/** Keeps it, in the transaction that begins a purge, where the team's rule says so. */
export async function keepSeenHash(tx: Transaction, file: SeenFile): Promise<void> {
  const { teamId, caseId } = file
  const hash = (await rulesOf(tx, teamId)).keepSeenHash ? seenHash(file) : null
  if (hash !== null) await tx.insert(seenHashes).values({ teamId, caseId, hash }).onConflictDoNothing()
}

/** Takes a case's away. */
export async function dropSeenHash(
  tx: Transaction,
  { teamId, caseId }: Pick<SeenFile, 'teamId' | 'caseId'>,
): Promise<void> {
  await tx.delete(seenHashes).where(and(eq(seenHashes.teamId, teamId), eq(seenHashes.caseId, caseId)))
}

/** Purged cases of the team whose media had the same bytes, newest first (20 at most). */
export async function findSeenBefore(tx: Transaction, file: SeenFile): Promise<{ number: number; at: Date }[]> {
  const { teamId, caseId } = file
  const hash = (await keepsAny(tx, teamId)) ? seenHash(file) : null
  if (hash === null) return []
  return tx
    .select({ number: cases.number, at: cases.createdAt })
    .from(seenHashes)
    .innerJoin(cases, and(eq(cases.teamId, seenHashes.teamId), eq(cases.id, seenHashes.caseId)))
    .where(and(eq(seenHashes.teamId, teamId), eq(seenHashes.hash, hash), ne(seenHashes.caseId, caseId)))
    .orderBy(desc(cases.number))
    .limit(20)
}

/** The purged cases of the team whose media had the same bytes as each of these files, by the file's case. */
export async function purgedWith(tx: Transaction, teamId: string, files: SeenFile[]): Promise<Map<string, string[]>> {
  if (files.length === 0 || !(await keepsAny(tx, teamId))) return new Map()
  const hashes = new Map(files.map((file) => [file.caseId, seenHash(file)]))
  const asked = [...new Set(hashes.values())].filter((hash) => hash !== null)
  const { hash, caseId } = seenHashes
  const found = await tx
    .select({ hash, caseId })
    .from(seenHashes)
    .where(and(eq(seenHashes.teamId, teamId), inArray(hash, asked)))
  return new Map(
    [...hashes].map(([of, own]) => [
      of,
      found.filter((one) => one.hash === own && one.caseId !== of).map((one) => one.caseId),
    ]),
  )
}

/** Most teams keep none, and need no hash made. */
async function keepsAny(tx: Transaction, teamId: string): Promise<boolean> {
  const { hash } = seenHashes
  const found = await tx.select({ hash }).from(seenHashes).where(eq(seenHashes.teamId, teamId)).limit(1)
  return found.length > 0
}
