import type { Analysis, AnalysisRequest, PictureFingerprint, ReportProgress } from '../analysis'
import { openContainer } from '../container/open-container'
import type { Decoder } from '../decoder'
import type { Evidence } from '../evidence'
import { AnalysisFailure } from '../failure'
import { checksOf } from '../registry'
import { notApplicable } from '../run-check'
import { runChecks } from '../run-checks'
import { toEvidence } from '../to-evidence'
import type { CheckedFrame } from './examine-frame'
import { watch } from './watch'

/** What the picture track of a video gave. */
export interface Seen {
  frames: CheckedFrame[]
  preview: Analysis['preview']
  evidence: Evidence[]
  /** One for each sampled frame that has enough in it. */
  fingerprints: PictureFingerprint[]
  /** Moments at which the picture cuts to another; null where it was not followed. */
  cuts: number[] | null
  /** Where there are no frames: why, in a sentence. */
  because: string
  /** Seconds from the start of the media up to which frames could be decoded; null where none were looked at. */
  reached: number | null
}

/** Frames decoded for the preview where only the sound was asked for. */
const previewFrames = 3

/** Looks at the picture track, if there is one and it was asked for; a track that cannot be decoded is evidence too. */
export async function seeTrack(decoder: Decoder, request: AnalysisRequest, report: ReportProgress): Promise<Seen> {
  const container = openContainer(decoder, request.path)
  try {
    if (container.video === null) return nothing('not_applicable', 'There is no picture track in this file.')
    if (request.modality === 'audio') {
      const { preview } = await watch(decoder, container, request, () => {}, previewFrames)
      return { ...nothing('not_checked', 'Only the sound of this video was asked for.'), preview }
    }
    const watched = await watch(decoder, container, request, report)
    if (watched.frames.length === 0) return nothing('failed', noFrames(request, container.durationSeconds))
    const motionJpeg = container.video.codecpar.codecId === decoder.constants.AV_CODEC_ID_MJPEG
    const evidence = await runChecks('frames', 'video', { ...watched, motionJpeg })
    return {
      frames: watched.frames,
      preview: watched.preview,
      evidence,
      fingerprints: watched.fingerprints,
      cuts: watched.motion.cuts,
      because: '',
      reached: watched.reached,
    }
  } catch (error) {
    if (error instanceof AnalysisFailure) return nothing('failed', error.message)
    throw error
  } finally {
    container.close()
  }
}

function nothing(status: 'not_applicable' | 'not_checked' | 'failed', because: string): Seen {
  const evidence = checksOf('frames', 'video').map((name) => toEvidence(name, { ...notApplicable(because), status }))
  return { frames: [], preview: null, evidence, fingerprints: [], cuts: null, because, reached: null }
}

function noFrames({ startRegion, endRegion }: AnalysisRequest, durationSeconds: number | null): string {
  if (startRegion !== null && durationSeconds !== null && startRegion >= durationSeconds) {
    return `The part asked for begins at ${startRegion} seconds, after the end of this video.`
  }
  if (endRegion !== null && endRegion - Math.max(0, startRegion ?? 0) < 1) {
    return 'The part asked for is so short that no frame of this video begins in it.'
  }
  return 'No frame of this video could be decoded: it is damaged or cut off. Ask for the original file.'
}
