import type { Pixels } from '../check'

const side = 64
const passes = 2

/**
 * Luminance of a picture, 0-255, smoothed by a tent and sampled at 64 × 64 places, row by row: the first half of the PDQ hash
 * (`pdq.ts`). The tent is a box filter twice over: Jarosz, W. (2001), "Fast image convolutions".
 */
export function tentTo64({ width, height, rgb }: Pixels): Float32Array {
  const from: Float32Array = new Float32Array(width * height)
  for (let at = 0; at < from.length; at++) {
    const byte = at * 3
    from[at] = 0.299 * (rgb[byte] ?? 0) + 0.587 * (rgb[byte + 1] ?? 0) + 0.114 * (rgb[byte + 2] ?? 0)
  }
  let to: Float32Array = new Float32Array(from.length)
  for (let pass = 0; pass < passes; pass++) {
    alongRows(from, to, width, windowOf(width))
    alongColumns(to, from, width, windowOf(height))
  }
  to = new Float32Array(side * side)
  for (let row = 0; row < side; row++) {
    const y = Math.floor(((row + 0.5) * height) / side)
    for (let column = 0; column < side; column++) {
      to[row * side + column] = from[y * width + Math.floor(((column + 0.5) * width) / side)] ?? 0
    }
  }
  return to
}

/** Pixels the box is wide: half of what one of 64 samples stands for, since it is passed twice. */
function windowOf(length: number): number {
  return Math.min(length, Math.floor((length + 2 * side - 1) / (2 * side)))
}

/** Of an even window the larger half lies ahead. */
function aheadOf(window: number): number {
  return Math.floor((window + 2) / 2) - 1
}

function alongRows(from: Float32Array, to: Float32Array, width: number, window: number): void {
  const ahead = aheadOf(window)
  for (let start = 0; start < from.length; start += width) {
    let sum = 0
    let count = 0
    for (let at = -ahead; at < width; at++) {
      const enters = at + ahead
      if (enters < width) {
        sum += from[start + enters] ?? 0
        count++
      }
      const leaves = enters - window
      if (leaves >= 0) {
        sum -= from[start + leaves] ?? 0
        count--
      }
      if (at >= 0) to[start + at] = sum / count
    }
  }
}

/** All columns side by side, since memory runs along the rows. */
function alongColumns(from: Float32Array, to: Float32Array, width: number, window: number): void {
  const ahead = aheadOf(window)
  const height = from.length / width
  const sums = new Float64Array(width)
  let count = 0
  for (let at = -ahead; at < height; at++) {
    const enters = at + ahead
    if (enters < height) {
      add(sums, from, enters * width, 1)
      count++
    }
    const leaves = enters - window
    if (leaves >= 0) {
      add(sums, from, leaves * width, -1)
      count--
    }
    if (at < 0) continue
    const start = at * width
    for (let column = 0; column < width; column++) to[start + column] = (sums[column] ?? 0) / count
  }
}

function add(sums: Float64Array, from: Float32Array, start: number, sign: 1 | -1): void {
  for (let column = 0; column < sums.length; column++) {
    sums[column] = (sums[column] ?? 0) + sign * (from[start + column] ?? 0)
  }
}
