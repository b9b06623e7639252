import type { Move } from './find-move'
import { boxMean, type Grey, sample } from './grey'

/** A part of a picture, in pixels. */
export interface Box {
  left: number
  top: number
  width: number
  height: number
}

/** Pixels on each side of the middle of the surroundings that are compared. */
const radius = 6
/** Grey levels by which surroundings must vary to tell anything. */
const leastDeviation = 2.5

/** Where a pixel goes. Moves count from the corner of a pixel, pixels from their middle. */
export function applyMove({ a, b, c, d }: Move, x: number, y: number): [x: number, y: number] {
  return [a * (x + 0.5) - b * (y + 0.5) + c - 0.5, b * (x + 0.5) + a * (y + 0.5) + d - 0.5]
}

/**
 * For every pixel of a box the correlation of its surroundings with those it is moved to, -1 to 1; -1 also where either
 * is flat or lies outside the picture.
 */
export function correlate(grey: Grey, move: Move, box: Box): Float32Array {
  const size = box.width * box.height
  const plane = (): Grey => ({ width: box.width, height: box.height, values: new Float32Array(size) })
  const [one, other, product, squares, others] = [plane(), plane(), plane(), plane(), plane()]
  const outside = new Uint8Array(size)
  for (let y = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++) {
      const at = y * box.width + x
      const value = grey.values[(box.top + y) * grey.width + box.left + x] ?? 0
      const [toX, toY] = applyMove(move, box.left + x, box.top + y)
      const isOutside = toX < 0 || toY < 0 || toX > grey.width - 1 || toY > grey.height - 1
      const moved = isOutside ? 0 : sample(grey, toX, toY)
      if (isOutside) outside[at] = 1
      one.values[at] = value
      other.values[at] = moved
      product.values[at] = value * moved
      squares.values[at] = value * value
      others.values[at] = moved * moved
    }
  }
  const [m, n, mn, mm, nn] = [one, other, product, squares, others].map((each) => boxMean(each, radius).values)
  const likeness = new Float32Array(size).fill(-1)
  for (let at = 0; at < size; at++) {
    const [p, q] = [m?.[at] ?? 0, n?.[at] ?? 0]
    const spread = (mm?.[at] ?? 0) - p * p
    const otherSpread = (nn?.[at] ?? 0) - q * q
    if (outside[at] || Math.min(spread, otherSpread) < leastDeviation ** 2) continue
    likeness[at] = ((mn?.[at] ?? 0) - p * q) / Math.sqrt(spread * otherSpread)
  }
  return likeness
}
