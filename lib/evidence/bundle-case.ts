import { and, asc, eq } from 'drizzle-orm'
import { decisions } from '@/drizzle/schema/cases'
import { media } from '@/drizzle/schema/media'
import { receipts } from '@/drizzle/schema/retention'
import { canonicalJson } from '@/lib/audit/canonical-json'
import { findingNames } from '@/lib/cases/case-states'
import type { CaseRow } from '@/lib/cases/move-case'
import type { Transaction } from '@/lib/db/client'
import { type BundleFile, bytesFile, jsonFile } from './bundle-file'
import type { People } from './people'
import { readStatements } from './read-statements'

export type CopyRow = typeof media.$inferSelect

/** Every copy of a case's media that there is or was. */
export function readCopies(tx: Transaction, { teamId, id }: CaseRow): Promise<CopyRow[]> {
  return tx
    .select()
    .from(media)
    .where(and(eq(media.teamId, teamId), eq(media.caseId, id)))
    .orderBy(asc(media.createdAt), asc(media.id))
}

/** The case and its copies as the rows have them. Under zero retention those hold nothing that has to go. */
export function caseFile(found: CaseRow, copies: CopyRow[], people: People): BundleFile {
  return jsonFile('case.json', {
    id: found.id,
    number: found.number,
    state: found.state,
    mediaType: found.mediaType,
    title: found.title,
    source: found.source,
    sourceUrl: found.sourceUrl,
    submittedBy: people.name(found.submittedByKind, found.submittedById),
    submittedAt: found.createdAt,
    claimedBy: found.claimedBy && people.name('member', found.claimedBy),
    decidedAt: found.decidedAt,
    verdict: found.verdictLabel && { label: found.verdictLabel, score: found.verdictScore },
    failure: found.failure,
    retention: {
      zeroRetention: found.zeroRetention,
      state: found.retention,
      reason: found.purgeReason,
      fileDeletedAt: found.fileDeletedAt,
      withdrawnAt: found.withdrawnAt,
      legalHold: found.heldAt && { since: found.heldAt, by: people.name('member', found.heldBy) },
    },
    copies: copies.map((copy) => ({
      id: copy.id,
      copy: copy.copy,
      mediaType: copy.mediaType,
      contentType: copy.contentType,
      filename: copy.filename,
      sizeBytes: copy.sizeBytes,
      // Under zero retention rows hold a keyed digest at most, which nobody else could compare with anything.
      sha256: found.zeroRetention ? null : copy.sha256 || null,
      width: copy.width,
      height: copy.height,
      durationSeconds: copy.durationSeconds,
      createdAt: copy.createdAt,
      deletedAt: copy.deletedAt,
    })),
  })
}

/** All decisions, those taken back included, and the statement of reasons for each. */
export async function decisionFiles(tx: Transaction, found: CaseRow, people: People): Promise<BundleFile[]> {
  const rows = await tx
    .select()
    .from(decisions)
    .where(and(eq(decisions.teamId, found.teamId), eq(decisions.caseId, found.id)))
    .orderBy(asc(decisions.createdAt))
  const wanted = rows.map(({ id }) => ({ caseId: found.id, decisionId: id }))
  const statements = await readStatements(tx, found.teamId, wanted)
  return [
    jsonFile(
      'decisions.json',
      rows.map((row) => ({
        id: row.id,
        finding: row.finding,
        means: findingNames[row.finding].means,
        reason: row.reason,
        kind: row.kind,
        tracks: row.tracks,
        action: row.action,
        policy: row.policyId && { id: row.policyId, version: row.policyVersion },
        confidence: row.confidence,
        exhibits: row.exhibits,
        decidedBy: people.name('member', row.decidedBy),
        decidedAt: row.createdAt,
        effectiveAt: row.effectiveAt,
        takenBackAt: row.undoneAt,
      })),
    ),
    ...statements.map((one) => jsonFile(`statements/${one.docket.decision}.json`, one)),
  ]
}

/** What a finished purge did, if there was one: the very bytes whose hash the event `case.purged` holds. */
export async function receiptFile(tx: Transaction, { teamId, id }: CaseRow): Promise<BundleFile[]> {
  const [row] = await tx
    .select({ document: receipts.document })
    .from(receipts)
    .where(and(eq(receipts.teamId, teamId), eq(receipts.caseId, id)))
  return row ? [bytesFile('receipt.json', canonicalJson(row.document))] : []
}
