import { setImmediate as breathe } from 'node:timers/promises'
import type { Analysis, AnalysisRequest, PictureFingerprint, ReportProgress } from '../analysis'
import type { Container } from '../container/open-container'
import type { Decoder } from '../decoder'
import { frameHashes } from '../match/frame-hashes'
import { type CheckedFrame, examineFrame, mostJpegFrames } from './examine-frame'
import { followMotion, type Motion } from './follow-motion'
import { choosePoster } from './poster'
import { maxFrames, sampleFrames } from './sample-frames'
import { lumaReader } from './small-luma'
import { measureChange } from './still-frames'

/** What the picture checks found in the sampled frames. */
export interface Watched {
  frames: CheckedFrame[]
  preview: Analysis['preview']
  /** Sampled seconds in which nothing had moved since the one before. */
  unchanged: number[]
  /** Of the sampled frames that have enough in them, and of the first scenes cut. */
  fingerprints: PictureFingerprint[]
  /** Of all frames. */
  motion: Motion
  /** Seconds from the start of the media up to which frames could be decoded. */
  reached: number
}

/**
 * Samples one frame a second of the part asked for and runs the picture checks on each. With `limit` frames at most;
 * `share` of `report` is 0-1 of this part. Throws AnalysisFailure where the track cannot be decoded.
 */
export async function watch(
  decoder: Decoder,
  container: Container,
  request: AnalysisRequest,
  report: ReportProgress,
  limit = maxFrames,
): Promise<Watched> {
  const start = Math.max(0, request.startRegion ?? 0)
  const end = Math.min(request.endRegion ?? Number.POSITIVE_INFINITY, start + maxFrames)
  const expected = Math.min(limit, Math.ceil(Math.min(end, container.durationSeconds ?? end) - start))
  // Checks of encoded files take up to a second each: of a long Motion JPEG video, every so many frames get them.
  const stride = Math.max(1, Math.ceil(expected / mostJpegFrames))
  const poster = choosePoster()
  const change = measureChange()
  const motion = followMotion()
  const luma = lumaReader(decoder)
  const hashes = frameHashes()
  const watched: Omit<Watched, 'motion'> = {
    ...{ frames: [], preview: null, unchanged: [], reached: 0 },
    fingerprints: hashes.all,
  }
  const sampled = sampleFrames(
    decoder,
    container,
    { start, end, limit },
    (seconds) => {
      watched.reached = Math.max(watched.reached, seconds)
    },
    (frame, second) => {
      const small = luma.read(frame)
      if (small !== null) motion.push({ second, luma: small })
    },
  )
  for await (const { second, pixels, jpeg } of sampled) {
    const number = watched.frames.length + 1
    report(
      `Looking at frame ${number} of ${Math.max(number, expected)}`,
      Math.min(1, number / Math.max(number, expected)),
    )
    poster.consider(pixels)
    if (change(pixels) === 0) watched.unchanged.push(second)
    hashes.add(second, pixels)
    const encoded = number % stride === 0 || stride === 1 ? jpeg : null
    watched.frames.push(await examineFrame({ second, pixels, jpeg: encoded }, request.workFolder))
    await breathe()
  }
  luma.free()
  watched.preview = await poster.write(request.workFolder)
  return { ...watched, motion: motion.motion(Math.min(end, watched.reached)) }
}
