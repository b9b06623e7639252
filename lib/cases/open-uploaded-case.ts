import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { cases } from '@/drizzle/schema/cases'
import { media } from '@/drizzle/schema/media'
import { findSession } from '@/lib/access/find-session'
import { withTeam } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { isUniqueViolation } from '@/lib/db/unique-violation'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { submissionHash } from '@/lib/detect/submission-hash'
import { DocketError } from '@/lib/errors'
import { log } from '@/lib/log'
import { formatOfName } from '@/lib/media/formats'
import { newStoreKey } from '@/lib/media/keep-file'
import { mediaStore } from '@/lib/media/store'
import { customIdOf } from '@/lib/media/stores/uploadthing'
import { addCase } from './add-case'
import { maxStoreUploadBytes } from './grant-upload'
import { findEarlier } from './open-case'
import { unsealGrant } from './upload-grant'

const Input = z.object({
  mediaId: z.uuid(),
  filename: z.string().min(1).max(255),
  sizeBytes: z.number().int().positive(),
  parameters: DetectionParameters,
  zeroRetention: z.boolean(),
  language: z.string().optional(),
  idempotency: z.object({ key: z.string().min(1).max(255), hash: z.string().min(1) }),
})

/** `needed`: the case has this file; false where an earlier try of the same row brought it another. */
const open = command({
  permission: 'case.open',
  input: Input,
  async run(tx, { mediaId, filename, sizeBytes, parameters, zeroRetention, language, idempotency }, actor) {
    const { teamId } = actor
    const earlier = await findEarlier(tx, actor, idempotency)
    if (earlier) {
      const itself = and(eq(media.teamId, teamId), eq(media.id, mediaId))
      const [kept] = await tx.select({ id: media.id }).from(media).where(itself)
      return { result: { number: earlier.number, needed: kept !== undefined }, events: [] }
    }
    const asked = { source: 'upload' as const, title: filename, sourceUrl: null, file: null, parameters, zeroRetention }
    const added = await addCase(tx, actor, { ...asked, language, callback: null, batchId: null }, idempotency)
    // Nobody has looked at its bytes: no hash, not shown, and what it is is its name's word (lib/media/fetch-media.ts).
    await tx.insert(media).values({
      id: mediaId,
      teamId,
      caseId: added.caseId,
      copy: 'original',
      store: 'uploadthing',
      storeKey: newStoreKey(teamId, mediaId),
      storeFingerprint: mediaStore('uploadthing').fingerprint,
      mediaType: formatOfName(filename)?.mediaType ?? 'image',
      contentType: 'application/octet-stream',
      filename,
      sizeBytes,
      sha256: '',
    })
    return { result: { number: added.number, needed: true }, events: added.events, jobs: added.jobs }
  },
})

/**
 * Opens the case of a file that a browser sent to UploadThing with a grant of ours: once, however often that is reported.
 * The file is looked at by the job that its case starts with. Throws DocketError; then the file there is deleted.
 */
export async function openUploadedCase(
  sealed: unknown,
  file: { customId: string | null; size: number },
): Promise<{ caseNumber: number }> {
  const grant = unsealGrant(sealed)
  const { teamId, mediaId, filename, parameters, zeroRetention, language } = grant
  const storeKey = newStoreKey(teamId, mediaId)
  if (file.customId !== customIdOf(storeKey)) {
    throw new DocketError('forbidden', 'This file does not lie where its upload was granted. Hand it in again.')
  }
  const opened = await findOpened(teamId, mediaId)
  if (opened !== null) return { caseNumber: opened }
  try {
    const member = await findSession(grant.sessionId)
    if (member?.memberId !== grant.memberId || member.teamId !== teamId) {
      throw new DocketError('unauthorized', 'You signed out before the file had arrived, so it was not handed in.')
    }
    if (!(file.size > 0 && file.size <= maxStoreUploadBytes())) {
      throw new DocketError(
        'too_large',
        'The file that arrived is not of the size that was announced. Hand it in again.',
      )
    }
    const hash = submissionHash(parameters, zeroRetention, file.size)
    const input = { mediaId, filename, sizeBytes: file.size, parameters, zeroRetention, language }
    const given = { ...input, idempotency: { key: grant.idempotencyKey, hash } }
    const { number, needed } = await open(member, given).catch((error: unknown) => {
      // Two at once with one key: the second finds the first's row now that it is committed.
      if (isUniqueViolation(error, 'detections_idempotency')) return open(member, given)
      throw error
    })
    if (!needed) await dropUpload(storeKey)
    return { caseNumber: number }
  } catch (error) {
    // Reported twice at once, the other report may have opened the case by now.
    if (error instanceof DocketError && (await findOpened(teamId, mediaId)) === null) await dropUpload(storeKey)
    throw error
  }
}

/** The number of the case that has this file already. */
async function findOpened(teamId: string, mediaId: string): Promise<number | null> {
  const [found] = await withTeam(teamId, (tx) =>
    tx
      .select({ number: cases.number })
      .from(media)
      .innerJoin(cases, and(eq(cases.teamId, media.teamId), eq(cases.id, media.caseId)))
      .where(and(eq(media.teamId, teamId), eq(media.id, mediaId))),
  )
  return found?.number ?? null
}

/** Never throws: what stays behind without a row is swept an hour later. */
async function dropUpload(storeKey: string): Promise<void> {
  try {
    await mediaStore('uploadthing').delete(storeKey)
  } catch (error) {
    log.warn({ err: error }, 'could not delete an upload that no case needs; the sweep will')
  }
}
