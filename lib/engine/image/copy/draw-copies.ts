import path from 'node:path'
import type { EvidenceMap } from '../../evidence'
import { sharp } from '../picture-decoder'
import type { Grey } from './grey'
import type { VerifiedCopy } from './verify-move'

/** Pixels of the compared picture in a cell of the map: large enough that no contour can be made out. */
export const mapCell = 16
const drawn = 8

const neutral = [24, 27, 34] as const
const marked = [255, 176, 0] as const

const caption =
  'Amber: parts that look the same as another part of the picture. The map does not show which of them is the original, ' +
  'nor whether the likeness was made by hand: things that are alike by nature can be found as well.'

/** The share of each cell, 0-1, that belongs to either copy. */
export function coverCells(copies: readonly VerifiedCopy[], { width, height }: Pick<Grey, 'width' | 'height'>) {
  const columns = Math.ceil(width / mapCell)
  const rows = Math.ceil(height / mapCell)
  const taken = new Uint8Array(width * height)
  for (const { one, other } of copies) for (const places of [one, other]) for (const at of places) taken[at] = 1
  const shares = new Float32Array(columns * rows)
  for (let at = 0; at < taken.length; at++) {
    if (!taken[at]) continue
    const cell = Math.floor(at / width / mapCell) * columns + Math.floor((at % width) / mapCell)
    shares[cell] = (shares[cell] ?? 0) + 1 / mapCell ** 2
  }
  return { columns, rows, shares }
}

/** Draws where the copies are, cell by cell and nothing of the picture, as a PNG in the work folder. */
export async function drawCopies(
  copies: readonly VerifiedCopy[],
  grey: Pick<Grey, 'width' | 'height'>,
  workFolder: string,
): Promise<EvidenceMap> {
  const { columns, rows, shares } = coverCells(copies, grey)
  const pixels = Buffer.alloc(columns * rows * 3)
  for (const [cell, share] of shares.entries()) {
    for (let channel = 0; channel < 3; channel++) {
      const from = neutral[channel] ?? 0
      pixels[cell * 3 + channel] = Math.round(from + Math.min(1, share * 1.5) * ((marked[channel] ?? 0) - from))
    }
  }
  const file = path.join(workFolder, 'copy-move.png')
  const { width, height } = await sharp(pixels, { raw: { width: columns, height: rows, channels: 3 } })
    .resize(columns * drawn, rows * drawn, { kernel: 'nearest', fit: 'fill' })
    .png({ compressionLevel: 6, palette: false })
    .toFile(file)
  return { kind: 'heatmap', path: file, contentType: 'image/png', width, height, caption }
}
