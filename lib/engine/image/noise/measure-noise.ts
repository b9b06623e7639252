import type { Pixels } from '../../check'

/** How strong the finest changes of brightness are, block by block. */
export interface NoiseMap {
  columns: number
  rows: number
  /** Pixels of a block's side. */
  side: number
  /** Standard deviation of the noise, in grey levels, at full and at half size. */
  fine: Float32Array
  coarse: Float32Array
  /** 1 where a block is too bright or dark to tell. */
  cutOff: Uint8Array
}

/** The median of the size of normal noise, over its deviation. */
const medianOfNormal = 0.6745

/**
 * The noise level of every block: the median size of the diagonal details of a Haar transform (Donoho and Johnstone,
 * "Ideal spatial adaptation by wavelet shrinkage", 1994), at full size and once more at half size.
 */
export function measureNoise({ width, height, rgb }: Pixels): NoiseMap {
  const side = Math.max(width, height) >= 1400 ? 32 : 16
  const columns = Math.floor(width / side)
  const rows = Math.floor(height / side)
  const map: NoiseMap = {
    columns,
    rows,
    side,
    fine: new Float32Array(columns * rows),
    coarse: new Float32Array(columns * rows),
    cutOff: new Uint8Array(columns * rows),
  }
  const half = side / 2
  const quarters = new Float32Array(half * half)
  const fine = new Float32Array(half * half)
  const coarse = new Float32Array((half / 2) ** 2)
  for (let block = 0; block < columns * rows; block++) {
    const left = (block % columns) * side
    const top = Math.floor(block / columns) * side
    let bright = 0
    for (let y = 0; y < half; y++) {
      for (let x = 0; x < half; x++) {
        const at = ((top + 2 * y) * width + left + 2 * x) * 3
        const [a, b] = [brightness(rgb, at), brightness(rgb, at + 3)]
        const [c, d] = [brightness(rgb, at + width * 3), brightness(rgb, at + width * 3 + 3)]
        fine[y * half + x] = Math.abs(a - b - c + d) / 2
        quarters[y * half + x] = (a + b + c + d) / 4
        bright += (a + b + c + d) / 4
      }
    }
    for (let y = 0; y < half / 2; y++) {
      for (let x = 0; x < half / 2; x++) {
        const at = 2 * y * half + 2 * x
        const [a, b, c, d] = [quarters[at], quarters[at + 1], quarters[at + half], quarters[at + half + 1]]
        coarse[(y * half) / 2 + x] = Math.abs((a ?? 0) - (b ?? 0) - (c ?? 0) + (d ?? 0)) / 2
      }
    }
    const mean = bright / (half * half)
    map.fine[block] = median(fine) / medianOfNormal
    map.coarse[block] = median(coarse) / medianOfNormal
    map.cutOff[block] = mean < 8 || mean > 247 ? 1 : 0
  }
  return map
}

/** Sorts what it is given. */
function median(values: Float32Array): number {
  return values.sort()[values.length >> 1] ?? 0
}

function brightness(rgb: Uint8Array, at: number): number {
  return 0.299 * (rgb[at] ?? 0) + 0.587 * (rgb[at + 1] ?? 0) + 0.114 * (rgb[at + 2] ?? 0)
}
