import path from 'node:path'
import type { EvidenceMap } from '../../evidence'
import { sharp } from '../picture-decoder'
import type { GhostMap } from './find-ghost'

/** Pixels of the longer side, at most; a block is never drawn larger than 8. */
const longestSide = 1280

/** A neighbourhood this sure is drawn in the full colour. */
const fullStrength = 60

const neutral = [24, 27, 34] as const
const savedBefore = [255, 176, 0] as const
const notSavedBefore = [38, 110, 190] as const

const caption =
  'Amber: saved as JPEG once before. Blue: not saved that way before. Dark: cannot tell, for lack of detail or because ' +
  'of black, white or saturated areas. Only a part whose colour differs from the rest means anything; the map does not ' +
  'show what was changed, who did it or whether it matters.'

/** Draws the map, and nothing of the picture, as a PNG in the work folder. */
export async function drawGhostMap(map: GhostMap, workFolder: string): Promise<EvidenceMap> {
  const { columns, rows, strength } = map
  const pixels = Buffer.alloc(columns * rows * 3)
  for (let block = 0; block < columns * rows; block++) {
    const value = Math.max(-1, Math.min(1, (strength[block] ?? 0) / fullStrength))
    const towards = value > 0 ? savedBefore : notSavedBefore
    for (let channel = 0; channel < 3; channel++) {
      const from = neutral[channel] ?? 0
      pixels[block * 3 + channel] = Math.round(from + Math.abs(value) * ((towards[channel] ?? 0) - from))
    }
  }
  const scale = Math.max(1, Math.min(8, Math.floor(longestSide / Math.max(columns, rows))))
  const file = path.join(workFolder, 'jpeg-ghost.png')
  const { width, height } = await sharp(pixels, { raw: { width: columns, height: rows, channels: 3 } })
    .resize(columns * scale, rows * scale, { kernel: 'nearest', fit: 'fill' })
    .png({ compressionLevel: 6, palette: false })
    .toFile(file)
  return { kind: 'heatmap', path: file, contentType: 'image/png', width, height, caption }
}
