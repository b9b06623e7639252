import crypto from 'node:crypto'
import { and, eq, notExists } from 'drizzle-orm'
import { cases } from '@/drizzle/schema/cases'
import { detections } from '@/drizzle/schema/detections'
import { media } from '@/drizzle/schema/media'
import type { Actor } from '@/lib/access/actor'
import { storeFetchedMedia } from '@/lib/cases/store-fetched-media'
import { withTeam } from '@/lib/db/client'
import { failDetection } from '@/lib/detect/fail-detection'
import { DocketError } from '@/lib/errors'
import type { JobPayload } from '@/lib/jobs/payloads'
import { log } from '@/lib/log'
import { FetchFailure } from './fetch-failure'
import { fetchUrl } from './fetch-url'
import { dropRefused, keepFile } from './keep-file'
import { fetchedBeginning, noteStoring } from './leftovers'

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
 * The job `media.fetch`: fetches a case's URL, keeps the file and starts the detection. A URL that can never work ends
 * the case as failed at once, the rest after the last attempt; otherwise it throws, so that the queue tries again. Stops
 * when the case is deleted meanwhile.
 */
export async function fetchMedia(job: JobPayload<'media.fetch'>, attempt: Attempt): Promise<void> {
  const { teamId, caseId, detectionId } = job
  const actor: Actor = { kind: 'worker', teamId }
  const url = await urlToFetch(job)
  if (url === null) return
  const unwanted = new AbortController()
  const looking = setInterval(() => void lookAfter(job, unwanted), lookPause)
  try {
    const signal = AbortSignal.any([attempt.signal, unwanted.signal])
    const received = await fetchUrl(url, { signal, beginning: fetchedBeginning(detectionId) })
    const mediaId = crypto.randomUUID()
    const takeNoteBack = await noteStoring(detectionId, mediaId)
    const file = await keepFile(teamId, received, mediaId)
    try {
      await storeFetchedMedia(actor, { caseId, detectionId, file })
    } catch (error) {
      await dropRefused([file], error)
      // The case got its media from an earlier run of this job, or was ended meanwhile: nothing is left to do.
      if (!(error instanceof DocketError && error.code === 'conflict')) throw error
    }
    await takeNoteBack()
  } catch (error) {
    if (unwanted.signal.aborted && !attempt.signal.aborted) return
    const final = attempt.last || (error instanceof FetchFailure && error.permanent)
    // A worker that is being stopped has not failed; its job is taken up again.
    if (!final || attempt.signal.aborted) throw error
    await failDetection(actor, { detectionId, reason: reasonOf(error) })
  } finally {
    clearInterval(looking)
  }
}

async function lookAfter(job: JobPayload<'media.fetch'>, unwanted: AbortController): Promise<void> {
  try {
    if ((await urlToFetch(job)) === null) unwanted.abort()
  } catch (error) {
    log.warn({ err: error, detectionId: job.detectionId }, 'could not look whether a fetch is still wanted')
  }
}

/** The URL of a case that still waits for its media; null when a repeated job has nothing left to do. */
async function urlToFetch({ teamId, caseId, detectionId }: JobPayload<'media.fetch'>): Promise<string | null> {
  const [row] = await withTeam(teamId, (tx) =>
    tx
      .select({ url: cases.sourceUrl })
      .from(cases)
      .innerJoin(detections, and(eq(detections.teamId, cases.teamId), eq(detections.caseId, cases.id)))
      .where(
        and(
          eq(cases.teamId, teamId),
          eq(cases.id, caseId),
          eq(detections.id, detectionId),
          eq(detections.status, 'processing'),
          // A job that comes again after its media was stored has nothing left to do.
          notExists(
            tx
              .select({ id: media.id })
              .from(media)
              .where(and(eq(media.teamId, teamId), eq(media.caseId, caseId), eq(media.copy, 'original'))),
          ),
        ),
      ),
  )
  return row?.url ?? null
}

function reasonOf(error: unknown): string {
  if (error instanceof FetchFailure) return error.message
  return 'The file could not be fetched from its URL because of a fault on this server. Try again, or upload the file.'
}
