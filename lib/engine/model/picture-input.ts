import type { Pixels } from '../check'
import { sharp } from '../image/picture-decoder'
import type { PictureInput } from './models-file'

/**
 * A picture as the model wants it: scaled, cut and normalised by its declaration, `3 * width * height` numbers. Null
 * where the picture is smaller than what is to be cut from it.
 */
export async function toPictureInput(
  { width, height, rgb }: Pixels,
  input: PictureInput,
): Promise<Float32Array | null> {
  const raw = sharp(rgb, { raw: { width, height, channels: 3 } })
  const [scaledWidth, scaledHeight] = scaledSize(width, height, input)
  if (scaledWidth < input.width || scaledHeight < input.height) return null
  const scaled =
    scaledWidth === width && scaledHeight === height
      ? raw
      : raw.resize(scaledWidth, scaledHeight, { fit: 'fill', kernel: input.kernel })
  const data = await scaled
    .extract({
      left: Math.floor((scaledWidth - input.width) / 2),
      top: Math.floor((scaledHeight - input.height) / 2),
      width: input.width,
      height: input.height,
    })
    .raw()
    .toBuffer()
  return normalise(data, input)
}

function scaledSize(width: number, height: number, input: PictureInput): [number, number] {
  if (input.resize === 'squash') return [input.width, input.height]
  if (input.resize === 'centre') return [width, height]
  const covers = Math.max(input.width / width, input.height / height)
  const scale = input.shortSide ? Math.max(covers, input.shortSide / Math.min(width, height)) : covers
  return [Math.max(input.width, Math.round(width * scale)), Math.max(input.height, Math.round(height * scale))]
}

function normalise(data: Uint8Array, { width, height, layout, colours, mean, std }: PictureInput): Float32Array {
  const area = width * height
  const out = new Float32Array(3 * area)
  for (let colour = 0; colour < 3; colour++) {
    const place = colours === 'rgb' ? colour : 2 - colour
    const [middle, spread] = [mean[colour] ?? 0, std[colour] ?? 1]
    for (let at = 0; at < area; at++) {
      const value = ((data[at * 3 + colour] ?? 0) / 255 - middle) / spread
      out[layout === 'nchw' ? place * area + at : at * 3 + place] = value
    }
  }
  return out
}
