import type { Pixels } from '../check'
import type { Grey } from './copy/grey'
import { sharp } from './picture-decoder'

/** The brightness of a picture, scaled down to at most `mostPixels`. */
export async function shrinkGrey({ width, height, rgb }: Pixels, mostPixels: number): Promise<Grey> {
  const shrink = Math.min(1, Math.sqrt(mostPixels / (width * height)))
  const size = { width: Math.max(1, Math.round(width * shrink)), height: Math.max(1, Math.round(height * shrink)) }
  const picture = sharp(rgb, { raw: { width, height, channels: 3 } })
  if (shrink < 1) picture.resize({ ...size, fit: 'fill' })
  const { data, info } = await picture.greyscale().raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, values: Float32Array.from(data) }
}
