import fs from 'node:fs/promises'
import type { Actor } from '@/lib/access/actor'
import { AnalysisFailure } from '@/lib/engine/failure'
import { checkKnown } from '@/lib/engine/match/check-known'
import { withKnown } from '@/lib/engine/match/with-known'
import { runAnalysis } from '@/lib/engine/run-analysis'
import { env } from '@/lib/env'
import { DocketError } from '@/lib/errors'
import type { JobPayload } from '@/lib/jobs/payloads'
import { findKnownMedia } from '@/lib/known/find-known-media'
import { log } from '@/lib/log'
import { dropFile, dropRefused } from '@/lib/media/keep-file'
import { loadFileKey } from '@/lib/media/load-file-key'
import { localCopy } from '@/lib/media/local-copy'
import { redactResult } from '@/lib/retention/redact-result'
import { failDetection } from './fail-detection'
import { finishDetection } from './finish-detection'
import { loadDetection } from './load-detection'
import { noteProgress } from './note-progress'
import { reportProgress } from './report-progress'
import { runRemote } from './run-remote'
import { allPictures, storePictures } from './store-pictures'
import { makeMemoryFolder, makeWorkFolder } from './work-folder'

/** Which try of a job this is; `last`: there will be no other. Aborted when the worker shuts down. */
export interface Attempt {
  number: number
  last: boolean
  signal: AbortSignal
}

/**
 * The job `detection.run`: has the case's original analysed, here or elsewhere, and keeps the result. Media that cannot be analysed fails the
 * case at once, with the reason; anything else throws, so that the queue tries again, and fails it at the last try.
 */
export async function runDetection(payload: JobPayload<'detection.run'>, attempt: Attempt): Promise<void> {
  const actor: Actor = { kind: 'worker', teamId: payload.teamId }
  const { detectionId } = payload
  try {
    const loaded = await loadDetection(actor, { detectionId })
    // At least once: a job that comes again finds its work done.
    if (loaded?.detection.status !== 'processing') return
    if (loaded.detection.detector === 'remote') await runRemote(actor, detectionId, attempt.signal)
    else await analyseAndKeep(actor, loaded, attempt.signal)
  } catch (error) {
    if (attempt.signal.aborted) throw error
    if (isPermanent(error)) {
      await failDetection(actor, { detectionId, reason: error.message, permanent: true })
      return
    }
    log.error({ err: error, detectionId, attempt: attempt.number }, 'an analysis failed')
    if (!attempt.last) throw error
    await giveUpDetection(payload, error)
  }
}

/** Ends the detection of a job that will not be tried again. */
export async function giveUpDetection(
  { teamId, detectionId }: { teamId: string; detectionId: string },
  error?: unknown,
): Promise<void> {
  const reason =
    error instanceof AnalysisFailure || (error instanceof DocketError && error.code === 'unavailable')
      ? error.message
      : 'The analysis stopped with an error on this server several times. Try again; if it fails again, tell an admin.'
  await failDetection({ kind: 'worker', teamId }, { detectionId, reason })
}

async function analyseAndKeep(
  actor: Actor,
  { detection, original, case: itsCase }: NonNullable<Awaited<ReturnType<typeof loadDetection>>>,
  signal: AbortSignal,
): Promise<void> {
  const detectionId = detection.id
  if (!original || original.deletedAt) {
    const says = original ? 'The media is no longer on this server' : 'There is no media'
    throw new AnalysisFailure(`${says}, so it cannot be analysed.`, { permanent: true })
  }
  const { zeroRetention } = itsCase
  const fileKey = await loadFileKey(original)
  const workFolder = zeroRetention
    ? await makeMemoryFolder(detectionId, original.sizeBytes)
    : await makeWorkFolder(detectionId)
  // Ended by somebody else meanwhile, as by its deletion: nothing is to be kept, so there is nothing to wait for.
  const unwanted = new AbortController()
  const progress = keepNoting(actor, detectionId, unwanted)
  try {
    const { visualize, startRegion, endRegion, modality, maxVideoSecs, frameLength } = detection.parameters
    const analysed = await runAnalysis(
      {
        path: await localCopy(original, fileKey, workFolder),
        mediaType: original.mediaType,
        workFolder,
        visualize,
        startRegion,
        endRegion,
        modality,
        maxVideoSeconds: maxVideoSecs,
        frameLength,
        trustListPath: env().C2PA_TRUST_LIST,
        modelsFile: env().MODELS_FILE,
        baseRate: env().BASE_RATE,
      },
      {
        timeoutSeconds: env().ANALYSIS_TIMEOUT_SECONDS,
        memoryMegabytes: env().ANALYSIS_MEMORY_MB,
        onProgress: progress.report,
        signal: AbortSignal.any([signal, unwanted.signal]),
      },
    )
    progress.stop()
    const { matches, compared } = await findKnownMedia(actor, {
      caseId: itsCase.id,
      fingerprints: analysed.fingerprints,
    })
    const found = withKnown(analysed, checkKnown(matches, compared))
    const analysis = zeroRetention ? redactResult(found) : found
    const pictures = await storePictures(actor.teamId, found, zeroRetention)
    const whole = itsCase.zeroRetention ? found : null
    const { kept } = await finishDetection(actor, { detectionId, analysis, whole, ...pictures }).catch(
      async (error: unknown) => {
        await dropRefused(allPictures(pictures), error)
        throw error
      },
    )
    if (!kept) for (const picture of allPictures(pictures)) await dropFile(picture)
  } catch (error) {
    if (!unwanted.signal.aborted || signal.aborted) throw error
  } finally {
    progress.stop()
    await fs.rm(workFolder, { recursive: true, force: true })
  }
}

/** What trying again does not change: what the media is, and that its key is gone. */
function isPermanent(error: unknown): error is Error {
  if (error instanceof DocketError) return error.code === 'gone'
  return error instanceof AnalysisFailure && error.permanent
}

/** Notes how far a detection has come, and learns by that whether it is still wanted. */
function keepNoting(actor: Actor, detectionId: string, unwanted: AbortController) {
  return noteProgress((stage, progress) => {
    reportProgress(actor, { detectionId, stage: stage.slice(0, 200), progress }).then(
      ({ processing }) => processing || unwanted.abort(),
      (error: unknown) => log.warn({ err: error, detectionId }, 'could not note the progress of an analysis'),
    )
  })
}
