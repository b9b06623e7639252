import fs from 'node:fs/promises'
import type { Actor } from '@/lib/access/actor'
import { DocketError } from '@/lib/errors'
import { log } from '@/lib/log'
import { dropFile, dropRefused } from '@/lib/media/keep-file'
import { redactReply } from '@/lib/retention/redact-reply'
import { redactResult } from '@/lib/retention/redact-result'
import { fetchPicture } from './detectors/fetch-picture'
import type { RemoteReply } from './detectors/read-reply'
import { hostOf } from './detectors/remote-agent'
import { RemoteFailure } from './detectors/remote-failure'
import { analysisOfReply, pictureIn, spanOf } from './detectors/reply-analysis'
import { reportInWords } from './detectors/reply-report'
import { reportedMetrics } from './detectors/reported-metrics'
import { finishDetection } from './finish-detection'
import type { RemoteRun } from './load-remote-run'
import { previewOriginal } from './preview-original'
import type { Connection } from './read-connection'
import { remoteTurn } from './remote-turn'
import { allPictures, storePictures } from './store-pictures'
import { makeMemoryFolder, makeWorkFolder } from './work-folder'

/** Keeps what another Detect API found, in the engine's own form, with its picture; under zero retention what may be kept. */
export async function keepRemote(
  actor: Actor,
  { detection, original, case: { zeroRetention } }: RemoteRun,
  { reply: whole, connection, signal }: { reply: RemoteReply; connection: Connection; signal: AbortSignal },
): Promise<void> {
  const { id: detectionId, parameters, secondOpinion } = detection
  const reply = zeroRetention ? redactReply(whole) : whole
  const mediaType = original?.mediaType ?? reply.mediaType ?? 'image'
  const workFolder = zeroRetention ? await inMemory(detectionId, original) : await makeWorkFolder(detectionId)
  try {
    const preview = secondOpinion || !workFolder ? null : await previewOriginal(original, workFolder, signal)
    const map = workFolder ? await fetchMap(actor, reply, { connection, workFolder, signal }) : null
    const found = analysisOfReply(reply, {
      host: hostOf(connection),
      mediaType,
      parameters,
      zeroRetention,
      facts: null,
      map,
      preview,
    })
    const analysis = zeroRetention ? redactResult(found) : found
    const reported = reportedMetrics({ reply, analysis, span: spanOf(parameters), zeroRetention })
    const elsewhere = {
      // What it says tells of the media.
      report: zeroRetention || secondOpinion ? null : reportInWords(reply),
      reported,
      tracing: parameters.audioSourceTracing ? oneOf(reply.tracing) : null,
    }
    const pictures = await storePictures(actor.teamId, found, zeroRetention)
    const whole = zeroRetention ? found : null
    const { kept } = await finishDetection(actor, { detectionId, analysis, whole, ...pictures, elsewhere }).catch(
      async (error: unknown) => {
        await dropRefused(allPictures(pictures), error)
        throw error
      },
    )
    if (!kept) for (const picture of allPictures(pictures)) await dropFile(picture)
  } finally {
    if (workFolder) await fs.rm(workFolder, { recursive: true, force: true })
  }
}

/** Null where this server has no room for that: a verdict from elsewhere does without pictures. */
async function inMemory(detectionId: string, original: RemoteRun['original']): Promise<string | null> {
  // Nothing but a picture is opened, for its preview.
  const bytes = original?.mediaType === 'image' ? original.sizeBytes : 0
  try {
    return await makeMemoryFolder(detectionId, bytes)
  } catch (error) {
    if (!(error instanceof DocketError)) throw error
    log.warn({ err: error, detectionId }, 'a verdict from elsewhere is kept without pictures')
    return null
  }
}

/** A name, or why there is none: an API may say both, or neither. */
function oneOf(tracing: RemoteReply['tracing']): RemoteReply['tracing'] {
  if (tracing === null || tracing.label === null) {
    return tracing && { label: null, errorMessage: tracing.errorMessage ?? 'The detector named no generator.' }
  }
  return { label: tracing.label, errorMessage: null }
}

/** Its picture, where it gave one that can be had; a verdict does without. */
async function fetchMap(
  actor: Actor,
  reply: RemoteReply,
  { connection, workFolder, signal }: { connection: Connection; workFolder: string; signal: AbortSignal },
) {
  const picture = pictureIn(reply)
  if (!picture) return null
  // Where that takes too long, the whole verdict is asked for again.
  if (!/^data:/i.test(picture.address)) await remoteTurn(connection, actor.teamId, signal)
  try {
    return await fetchPicture(connection, picture.address, workFolder, signal)
  } catch (error) {
    if (!(error instanceof RemoteFailure)) throw error
    log.warn({ err: error }, 'a detector’s picture could not be fetched; its verdict is kept without')
    return null
  }
}
