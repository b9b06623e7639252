import crypto from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { cases } from '@/drizzle/schema/cases'
import { detections } from '@/drizzle/schema/detections'
import { media } from '@/drizzle/schema/media'
import type { Actor } from '@/lib/access/actor'
import { discardUpload } from '@/lib/cases/discard-upload'
import { storeFetchedMedia } from '@/lib/cases/store-fetched-media'
import { withTeam } from '@/lib/db/client'
import { failDetection } from '@/lib/detect/fail-detection'
import { DocketError } from '@/lib/errors'
import type { JobPayload } from '@/lib/jobs/payloads'
import { log } from '@/lib/log'
import { readSecret } from '@/lib/retention/case-secrets'
import { adoptFile } from './adopt-file'
import { FetchFailure } from './fetch-failure'
import { fetchUrl } from './fetch-url'
import { dropRefused, keepFile } from './keep-file'
import { fetchedBeginning, noteStoring } from './leftovers'
import { type StoredFile, storeHolding } from './store'

interface Attempt {
  /** From 1. */
  number: number
  /** When this one fails, none follows. */
  last: boolean
  signal: AbortSignal
}

/** Between two looks whether the file is still wanted. Milliseconds. */
const lookPause = 2000

/**
 * The job `media.fetch`: gets a case's media from where it lies, its URL or the store that a browser sent it to, looks at it
 * and starts the runs. What can never work ends the case as failed at once, the rest after the last attempt; otherwise it
 * throws, so that the queue tries again. Stops when the case is deleted meanwhile.
 */
export async function fetchMedia(job: JobPayload<'media.fetch'>, attempt: Attempt): Promise<void> {
  const { teamId, detectionId } = job
  const actor: Actor = { kind: 'worker', teamId }
  const source = await sourceOf(job)
  if (source === null) return
  const unwanted = new AbortController()
  const looking = setInterval(() => void lookAfter(job, unwanted), lookPause)
  try {
    await fetchFrom(source, job, AbortSignal.any([attempt.signal, unwanted.signal]))
  } catch (error) {
    if (unwanted.signal.aborted && !attempt.signal.aborted) return
    const permanent = error instanceof FetchFailure && error.permanent
    // A worker that is being stopped has not failed; its job is taken up again.
    if (!(attempt.last || permanent) || attempt.signal.aborted) throw error
    if (permanent && source.upload) {
      await discard(actor, source.upload).catch((fault: unknown) => {
        if (!attempt.last) throw fault
      })
    }
    await failDetection(actor, { detectionId, reason: reasonOf(error, source), permanent })
  } finally {
    clearInterval(looking)
  }
}

async function lookAfter(job: JobPayload<'media.fetch'>, unwanted: AbortController): Promise<void> {
  try {
    if ((await sourceOf(job)) === null) unwanted.abort()
  } catch (error) {
    log.warn({ err: error, detectionId: job.detectionId }, 'could not look whether a fetch is still wanted')
  }
}

/** Where a case's media lies: one of the two. */
interface Source {
  url: string | null
  /** A row without a hash: nobody has looked at its bytes. */
  upload: typeof media.$inferSelect | null
  zeroRetention: boolean
}

async function fetchFrom(source: Source, job: JobPayload<'media.fetch'>, signal: AbortSignal): Promise<void> {
  const { url, upload, zeroRetention: sealed } = source
  if (upload) return keepForCase(job, await adoptFile(upload, signal))
  const { teamId, detectionId } = job
  const received = await fetchUrl(url ?? '', { signal, beginning: fetchedBeginning(detectionId), sealed })
  const mediaId = crypto.randomUUID()
  const takeNoteBack = await noteStoring(detectionId, mediaId)
  const file = await keepFile(teamId, received, mediaId)
  // A file that has a row goes with its case; this one has none yet.
  await keepForCase(job, file, (error) => dropRefused([file], error))
  await takeNoteBack()
}

async function keepForCase(
  { teamId, caseId, detectionId }: JobPayload<'media.fetch'>,
  file: StoredFile,
  onRefused: (error: unknown) => Promise<void> = async () => {},
): Promise<void> {
  try {
    await storeFetchedMedia({ kind: 'worker', teamId }, { caseId, detectionId, file })
  } catch (error) {
    await onRefused(error)
    // The case got its media from an earlier run of this job, or was ended meanwhile: nothing is left to do.
    if (!(error instanceof DocketError && error.code === 'conflict')) throw error
  }
}

/** Deletes what is no media from the store; its row says so before the case does. */
async function discard(actor: Actor, copy: typeof media.$inferSelect): Promise<void> {
  await storeHolding(copy).delete(copy.storeKey)
  await discardUpload(actor, { mediaId: copy.id })
}

/** The source of a case that still waits for its media; null when a repeated job has nothing left to do. */
async function sourceOf({ teamId, caseId, detectionId }: JobPayload<'media.fetch'>): Promise<Source | null> {
  return withTeam(teamId, async (tx) => {
    const [row] = await tx
      .select({ url: cases.sourceUrl, zeroRetention: cases.zeroRetention, original: media })
      .from(cases)
      .innerJoin(detections, and(eq(detections.teamId, cases.teamId), eq(detections.caseId, cases.id)))
      .leftJoin(media, and(eq(media.teamId, cases.teamId), eq(media.caseId, cases.id), eq(media.copy, 'original')))
      .where(
        and(
          eq(cases.teamId, teamId),
          eq(cases.id, caseId),
          eq(detections.id, detectionId),
          eq(detections.status, 'processing'),
        ),
      )
    if (!row) return null
    const { original, zeroRetention } = row
    if (original) {
      const isAwaited = original.sha256 === '' && original.deletedAt === null
      return isAwaited ? { url: null, upload: original, zeroRetention } : null
    }
    // In the row: one that may be kept, or one from before addresses were sealed.
    const url = row.url ?? (zeroRetention ? await readSecret(tx, { teamId, caseId }, 'source_url') : null)
    return typeof url === 'string' ? { url, upload: null, zeroRetention } : null
  })
}

function reasonOf(error: unknown, { upload }: Source): string {
  if (error instanceof FetchFailure) return error.message
  return upload
    ? 'The file could not be read from the media store because of a fault there or on this server. Try again.'
    : 'The file could not be fetched from its URL because of a fault on this server. Try again, or upload the file.'
}
