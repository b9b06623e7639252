import type { Frame } from 'node-av/lib'
import type { Decoder } from '../decoder'

/** Points of a frame's small copy: enough to see lips move in a face that fills a quarter of the height. */
export const lumaColumns = 64
export const lumaRows = 36

export interface LumaReader {
  /** The brightness 0-255 of 64 × 36 equal fields, row by row; null where the frame cannot be read. */
  read(frame: Frame): Uint8Array | null
  free(): void
}

/** Makes small grey copies of decoded frames, a third of a millisecond each at 720p: cheap beside decoding them. */
export function lumaReader({ av, constants }: Decoder): LumaReader {
  const scaler = new av.SoftwareScaleContext()
  scaler.allocContext()
  const out = new av.Frame()
  out.alloc()
  out.width = lumaColumns
  out.height = lumaRows
  out.format = constants.AV_PIX_FMT_GRAY8
  const ready = out.getBuffer() >= 0
  return {
    read(frame) {
      if (!ready || frame.width <= 0 || frame.height <= 0 || scaler.scaleFrameSync(out, frame) < 0) return null
      const bytes = out.toBuffer()
      return bytes.length < lumaColumns * lumaRows ? null : Uint8Array.from(bytes.subarray(0, lumaColumns * lumaRows))
    },
    free() {
      out.free()
      scaler.freeContext()
    },
  }
}
