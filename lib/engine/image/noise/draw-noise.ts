import path from 'node:path'
import type { EvidenceMap } from '../../evidence'
import { sharp } from '../picture-decoder'
import type { NoiseDifference } from './find-patch'

const longestSide = 1280
/** A difference of this logarithm (a factor of e) is drawn in the full colour. */
const fullDifference = 1

const neutral = [24, 27, 34] as const
const noisier = [255, 176, 0] as const
const smoother = [38, 110, 190] as const

const caption =
  'Amber: more noise than most of the picture. Blue: less. Dark: as most, or texture, black or white. ' +
  'Only a compact part that differs from all around it means anything, and focus, shade and smooth surfaces look the ' +
  'same; the map does not show what was changed or whether anything was.'

/** Draws how the noise differs, block by block, as a PNG in the work folder. Shapes of the picture can show in it. */
export async function drawNoise(map: NoiseDifference, workFolder: string): Promise<EvidenceMap> {
  const { columns, rows, difference } = map
  const pixels = Buffer.alloc(columns * rows * 3)
  for (const [block, value] of difference.entries()) {
    const share = Math.max(-1, Math.min(1, value / fullDifference))
    const towards = share > 0 ? noisier : smoother
    for (let channel = 0; channel < 3; channel++) {
      const from = neutral[channel] ?? 0
      pixels[block * 3 + channel] = Math.round(from + Math.abs(share) * ((towards[channel] ?? 0) - from))
    }
  }
  const scale = Math.max(1, Math.min(16, Math.floor(longestSide / Math.max(columns, rows))))
  const file = path.join(workFolder, 'noise.png')
  const { width, height } = await sharp(pixels, { raw: { width: columns, height: rows, channels: 3 } })
    .resize(columns * scale, rows * scale, { kernel: 'nearest', fit: 'fill' })
    .png({ compressionLevel: 6, palette: false })
    .toFile(file)
  return { kind: 'heatmap', path: file, contentType: 'image/png', width, height, caption }
}
