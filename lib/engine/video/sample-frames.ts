import type { Frame, SoftwareScaleContext } from 'node-av/lib'
import type { Pixels } from '../check'
import { decodeTrack } from '../container/decode-track'
import type { Container } from '../container/open-container'
import { rotationOf } from '../container/read-facts'
import type { Decoder } from '../decoder'
import { sharp } from '../image/picture-decoder'

/** Most frames sampled of one video: ten minutes at one a second. */
export const maxFrames = 600
/** Seconds by which the clocks of containers are rounded. */
const clockSlack = 0.002
/** Larger frames are scaled down to this many pixels on their long side. */
const longSide = 3840

export interface SampledFrame {
  /** Seconds from the start of the media at which it was sampled. */
  second: number
  pixels: Pixels
  /** Motion JPEG: the frame as the JPEG it came in, not turned upright. Otherwise null. */
  jpeg: Buffer | null
}

/**
 * Yields the first frame of each second between `start` and `end` (seconds), upright, at most `limit`. `reached` is told
 * where each decoded frame ends, sampled or not, in seconds from the start of the media; `each` gets those of the part
 * asked for, valid during the call. Throws AnalysisFailure where the track cannot be decoded.
 */
export async function* sampleFrames(
  decoder: Decoder,
  container: Container,
  { start, end, limit = maxFrames }: { start: number; end: number; limit?: number },
  reached: (seconds: number) => void,
  each?: (frame: Frame, second: number) => void,
): AsyncGenerator<SampledFrame> {
  const { av, constants } = decoder
  if (container.video === null) return
  const turn = rotationOf(container.video, constants.AV_PKT_DATA_DISPLAYMATRIX)
  const { num, den } = container.video.avgFrameRate
  const frameSeconds = num > 0 && den > 0 ? den / num : 0.04
  const scaler = new av.SoftwareScaleContext()
  scaler.allocContext()
  let next = start
  let sampled = 0
  let last = start - frameSeconds
  try {
    for (const { frame, seconds, lasts, jpeg } of decodeTrack(decoder, container, container.video, start)) {
      last = seconds ?? last + frameSeconds
      reached(last + Math.max(lasts, frameSeconds))
      if (last + clockSlack >= start && last < end) each?.(frame, last)
      if (last + clockSlack < next) continue
      if (last >= end || sampled >= limit) return
      const pixels = toPixels(decoder, scaler, frame)
      if (pixels === null) continue
      const second = Math.max(0, Math.round(last * 100) / 100)
      yield { second, pixels: await upright(pixels, turn), jpeg }
      sampled += 1
      next += 1
      // After a gap in the video, go on from where it continues.
      if (next <= last) next = Math.floor(last) + 1
    }
  } finally {
    scaler.freeContext()
  }
}

function toPixels({ av, constants }: Decoder, scaler: SoftwareScaleContext, frame: Frame): Pixels | null {
  if (frame.width <= 0 || frame.height <= 0) return null
  const shrink = Math.min(1, longSide / Math.max(frame.width, frame.height))
  const width = Math.max(1, Math.round(frame.width * shrink))
  const height = Math.max(1, Math.round(frame.height * shrink))
  const out = new av.Frame()
  out.alloc()
  try {
    out.width = width
    out.height = height
    out.format = constants.AV_PIX_FMT_RGB24
    if (out.getBuffer() < 0 || scaler.scaleFrameSync(out, frame) < 0) return null
    const rgb = out.toBuffer()
    return rgb.length < width * height * 3 ? null : { width, height, rgb: rgb.subarray(0, width * height * 3) }
  } finally {
    out.free()
  }
}

async function upright({ width, height, rgb }: Pixels, turn: 0 | 90 | 180 | 270): Promise<Pixels> {
  if (turn === 0) return { width, height, rgb }
  const turned = await sharp(rgb, { raw: { width, height, channels: 3 } })
    .rotate(turn)
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: turned.info.width, height: turned.info.height, rgb: turned.data }
}
