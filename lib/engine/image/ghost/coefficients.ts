import { zigzag } from '../quantisation'

/** The frequencies that are looked at: the 20 lowest but the mean, where pictures keep their energy. */
export const frequencies = 20

/** Quantities of every 8 × 8 block of a picture's brightness, on the grid the JPEG was saved with. */
export interface Coefficients {
  /** Whole blocks across and down; a cut block at the right or the bottom is left out. */
  columns: number
  rows: number
  /** Frequency by frequency, `frequencies * columns * rows`, rounded. */
  values: Int16Array
  /** 1 where a block holds an end of the scale (0 or 255), so that its values may have been cut off. */
  clipped: Uint8Array
}

const places = Array.from({ length: frequencies }, (_, index) => zigzag[index + 1] ?? 0)
/** The 20 lowest frequencies reach to the fifth across and down. */
const reach = 6
const basis = new Float64Array(reach * 8)
for (let frequency = 0; frequency < reach; frequency++) {
  for (let at = 0; at < 8; at++) {
    const scale = frequency === 0 ? Math.SQRT1_2 : 1
    basis[frequency * 8 + at] = 0.5 * scale * Math.cos(((2 * at + 1) * frequency * Math.PI) / 16)
  }
}

/**
 * The discrete cosine transform of every block. `pixels`: interleaved 8-bit, 1 (grey) or 3 (RGB) channels, not turned
 * upright, since turning moves the grid. Source: ITU-T T.81, A.3.3; brightness as JFIF has it (ITU-R BT.601).
 */
export function readCoefficients(pixels: Uint8Array, width: number, height: number, channels: number): Coefficients {
  const columns = Math.floor(width / 8)
  const rows = Math.floor(height / 8)
  const blocks = columns * rows
  const values = new Int16Array(frequencies * blocks)
  const clipped = new Uint8Array(blocks)
  const block = new Float64Array(64)
  const half = new Float64Array(8 * reach)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const index = row * columns + column
      clipped[index] = readBlock(pixels, width, channels, column * 8, row * 8, block)
      transform(block, half)
      for (let place = 0; place < frequencies; place++) {
        const at = places[place] ?? 0
        const across = at % 8
        const down = (at - across) / 8
        let sum = 0
        for (let y = 0; y < 8; y++) sum += (basis[down * 8 + y] ?? 0) * (half[y * reach + across] ?? 0)
        values[place * blocks + index] = Math.round(sum)
      }
    }
  }
  return { columns, rows, values, clipped }
}

/**
 * Copies a block's brightness; answers 1 when a channel reaches its end anywhere. A saturated colour is cut off when it
 * is turned into RGB, which changes its brightness too.
 */
function readBlock(
  pixels: Uint8Array,
  width: number,
  channels: number,
  left: number,
  top: number,
  block: Float64Array,
): number {
  let least = 255
  let most = 0
  for (let y = 0; y < 8; y++) {
    let at = ((top + y) * width + left) * channels
    for (let x = 0; x < 8; x++, at += channels) {
      const first = pixels[at] ?? 0
      if (channels < 3) {
        least = Math.min(least, first)
        most = Math.max(most, first)
        block[y * 8 + x] = first
        continue
      }
      const second = pixels[at + 1] ?? 0
      const third = pixels[at + 2] ?? 0
      least = Math.min(least, first, second, third)
      most = Math.max(most, first, second, third)
      block[y * 8 + x] = 0.299 * first + 0.587 * second + 0.114 * third
    }
  }
  return least <= 2 || most >= 253 ? 1 : 0
}

function transform(block: Float64Array, half: Float64Array): void {
  for (let y = 0; y < 8; y++) {
    for (let frequency = 0; frequency < reach; frequency++) {
      let sum = 0
      for (let x = 0; x < 8; x++) sum += (basis[frequency * 8 + x] ?? 0) * (block[y * 8 + x] ?? 0)
      half[y * reach + frequency] = sum
    }
  }
}
