import { and, asc, eq, gt, inArray, isNotNull } from 'drizzle-orm'
import { detections, evidence } from '@/drizzle/schema/detections'
import { media } from '@/drizzle/schema/media'
import { remoteRuns } from '@/drizzle/schema/remote-runs'
import { purgeSteps } from '@/drizzle/schema/retention'
import { secureUploads } from '@/drizzle/schema/secure-uploads'
import type { CaseRow } from '@/lib/cases/move-case'
import type { Transaction } from '@/lib/db/client'
import { type CopiesOf, planSteps } from './copies'
import type { Purge, PurgedFile } from './purge-outcome'
import { bareMaps } from './redact-result'
import { onlyMediaGoes } from './survives'

/** What has to go of a locked case, with a row for each copy: those of an earlier look are left as they are. */
export async function planPurge(tx: Transaction, found: CaseRow): Promise<Purge> {
  const { teamId, id: caseId, zeroRetention } = found
  const reason = reasonOf(found)
  const runs = await tx
    .select({ id: detections.id, key: detections.idempotencyKey })
    .from(detections)
    .where(and(eq(detections.teamId, teamId), eq(detections.caseId, caseId)))
    .orderBy(asc(detections.id))
  const detectionIds = runs.map(({ id }) => id)
  const files = await listFiles(tx, found, reason)
  const of: CopiesOf = {
    reason,
    zeroRetention,
    media: files,
    sent: await listSent(tx, teamId, detectionIds),
    secureUploads: await listSecureUploads(tx, teamId, files),
    resumableUploads: runs.flatMap(({ key }) => resumableOf(key)),
  }
  const steps = planSteps(of).map((step) => ({ ...step, teamId, caseId }))
  await tx.insert(purgeSteps).values(steps).onConflictDoNothing()
  const submittedBy = found.submittedByKind === 'member' ? found.submittedById : null
  return { teamId, caseId, reason, zeroRetention, detectionIds, files, submittedBy }
}

/** Why a case is purged. */
export function reasonOf({ purgeReason, withdrawnAt }: Pick<CaseRow, 'purgeReason' | 'withdrawnAt'>): Purge['reason'] {
  if (purgeReason !== null && (purgeReason !== 'zero_retention' || withdrawnAt === null)) return purgeReason
  return withdrawnAt === null ? 'zero_retention' : 'withdrawn'
}

/** All but maps that show nothing of the media, where it only was not to be kept. Also those that went before. */
async function listFiles(
  tx: Transaction,
  { teamId, id: caseId }: CaseRow,
  reason: Purge['reason'],
): Promise<PurgedFile[]> {
  const rows = await tx
    .select({
      id: media.id,
      store: media.store,
      storeKey: media.storeKey,
      storeFingerprint: media.storeFingerprint,
      copy: media.copy,
      check: evidence.check,
    })
    .from(media)
    .leftJoin(evidence, and(eq(evidence.teamId, media.teamId), eq(evidence.mapMediaId, media.id)))
    .where(and(eq(media.teamId, teamId), eq(media.caseId, caseId)))
    .orderBy(asc(media.id))
  const staysBare = onlyMediaGoes(reason)
  return rows
    .filter(({ copy, check }) => !staysBare || copy !== 'map' || check === null || !bareMaps.has(check))
    .map(({ check: _check, ...file }) => file)
}

async function listSent(tx: Transaction, teamId: string, detectionIds: string[]): Promise<string[]> {
  if (detectionIds.length === 0) return []
  const sent = await tx
    .select({ id: remoteRuns.detectionId })
    .from(remoteRuns)
    .where(and(eq(remoteRuns.teamId, teamId), inArray(remoteRuns.detectionId, detectionIds), gt(remoteRuns.sends, 0)))
    .orderBy(asc(remoteRuns.detectionId))
  return sent.map(({ id }) => id)
}

async function listSecureUploads(tx: Transaction, teamId: string, files: PurgedFile[]): Promise<string[]> {
  const ids = files.map(({ id }) => id)
  if (ids.length === 0) return []
  const found = await tx
    .select({ id: secureUploads.id })
    .from(secureUploads)
    .where(and(eq(secureUploads.teamId, teamId), inArray(secureUploads.id, ids), isNotNull(secureUploads.usedAt)))
  return found.map(({ id }) => id)
}

/** The upload in pieces that a case was handed in with is what its Idempotency-Key names (lib/detect/submit-resumable.ts). */
function resumableOf(key: string | null): string[] {
  const [, id] = /^portal:([0-9a-f-]{36})$/.exec(key ?? '') ?? []
  return id ? [id] : []
}
