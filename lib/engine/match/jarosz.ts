import type { Pixels } from '../check'

const side = 64
const passes = 2

/** Luminance, row by row, 0-255. */
export interface Luma {
  width: number
  height: number
  values: Float32Array
}

/** A part of a picture, in its pixels. */
export interface Box {
  left: number
  top: number
  width: number
  height: number
}

/** Luminance as PDQ weighs the colours. */
export function lumaOf({ width, height, rgb }: Pixels): Luma {
  const values = new Float32Array(width * height)
  for (let at = 0; at < values.length; at++) {
    const byte = at * 3
    values[at] = 0.299 * (rgb[byte] ?? 0) + 0.587 * (rgb[byte + 1] ?? 0) + 0.114 * (rgb[byte + 2] ?? 0)
  }
  return { width, height, values }
}

/**
 * Luminance of a picture, smoothed by a tent and sampled at 64 × 64 places, row by row: the first half of the PDQ hash
 * (`pdq.ts`). The tent is a box filter twice over: Jarosz, W. (2001), "Fast image convolutions".
 */
export function tentTo64(luma: Luma): Float32Array {
  const whole = { ...luma, left: 0, top: 0 }
  return sample(smooth(luma, whole), whole)
}

/**
 * The same of parts of a picture, in their order. Each smoothing is done once for all parts that need it: near the edge of a part it
 * takes in a little of what lies beyond, which costs the hash next to nothing and makes dozens of parts as cheap as a few.
 */
export function partsTo64(luma: Luma, parts: Box[]): Float32Array[] {
  const done = new Map<string, Luma>()
  return parts.map((part) => {
    const wanted = `${windowOf(part.width)} ${windowOf(part.height)}`
    const smoothed = done.get(wanted) ?? smooth(luma, part)
    done.set(wanted, smoothed)
    return sample(smoothed, part)
  })
}

/** As a picture of this size is smoothed. */
function smooth({ width, height, values }: Luma, { width: partWidth, height: partHeight }: Box): Luma {
  const half = new Float32Array(values.length)
  const out = new Float32Array(values.length)
  for (let pass = 0; pass < passes; pass++) {
    alongRows(pass === 0 ? values : out, half, width, windowOf(partWidth))
    alongColumns(half, out, width, windowOf(partHeight))
  }
  return { width, height, values: out }
}

function sample({ width, values }: Luma, part: Box): Float32Array {
  const to = new Float32Array(side * side)
  for (let row = 0; row < side; row++) {
    const start = (part.top + Math.floor(((row + 0.5) * part.height) / side)) * width + part.left
    for (let column = 0; column < side; column++) {
      to[row * side + column] = values[start + Math.floor(((column + 0.5) * part.width) / side)] ?? 0
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
