import type { Coefficients } from './coefficients'
import { frequencies } from './coefficients'
import { ghostLikelihood, largestValue } from './likelihood'

/** Where the picture looks as if saved before at `quality`, and where not. */
export interface GhostMap {
  quality: number
  columns: number
  rows: number
  /** Block by block: log-likelihood summed over its neighbourhood; above 0 for an earlier save, below 0 against. */
  strength: Float32Array
}

/** The earlier qualities that are tried, on the scale of the Independent JPEG Group. */
const lowest = 30
const highest = 97
/** Tables that hardly differ agree a little everywhere; what a neighbourhood says below this does not count. */
const noticeable = 28
/** Blocks on each side of the middle one that are summed: 5 × 5, 40 pixels. */
const radius = 2

/** Explaining less than this is noise: about eleven blocks that are sure. */
const leastExplained = 300

/**
 * Tries every earlier quality coarser than the last save and keeps the one that explains the most of the picture; where
 * none explains any, the one that rules out the most, so that the map shows what can be told. Null when no quality can
 * be tried, since the last save was the coarsest.
 */
export function findGhost(coefficients: Coefficients, table: readonly number[]): GhostMap | null {
  const { columns, rows } = coefficients
  if (columns < 8 || rows < 8) return null
  let best: GhostMap | null = null
  let most = Number.NEGATIVE_INFINITY
  for (let quality = highest; quality >= lowest; quality--) {
    const likelihood = ghostLikelihood(table, quality)
    if (!likelihood) continue
    const strength = smooth(sumBlocks(coefficients, likelihood), columns, rows)
    const worth = weigh(strength)
    if (worth > most) {
      most = worth
      best = { quality, columns, rows, strength }
    }
  }
  return best
}

/** What a quality explains; below 1 where that is noise, and then the share of blocks it rules out. */
function weigh(strength: Float32Array): number {
  let explained = 0
  let ruledOut = 0
  for (const value of strength) {
    if (value > noticeable) explained += value - noticeable
    else if (value < -noticeable) ruledOut++
  }
  return explained >= leastExplained ? explained : ruledOut / (strength.length + 1)
}

function sumBlocks({ values, clipped }: Coefficients, likelihood: Float32Array): Float32Array {
  const blocks = clipped.length
  const sums = new Float32Array(blocks)
  for (let frequency = 0; frequency < frequencies; frequency++) {
    const from = frequency * blocks
    const table = frequency * largestValue
    for (let block = 0; block < blocks; block++) {
      const size = Math.abs(values[from + block] ?? 0)
      if (size < largestValue) sums[block] = (sums[block] ?? 0) + (likelihood[table + size] ?? 0)
    }
  }
  for (let block = 0; block < blocks; block++) if (clipped[block]) sums[block] = 0
  return sums
}

/** Sums every block's neighbourhood, by running sums across and then down. */
function smooth(values: Float32Array, columns: number, rows: number): Float32Array {
  const across = new Float32Array(values.length)
  for (let row = 0; row < rows; row++) {
    runningSum(values, across, row * columns, 1, columns)
  }
  const both = new Float32Array(values.length)
  for (let column = 0; column < columns; column++) {
    runningSum(across, both, column, columns, rows)
  }
  return both
}

function runningSum(from: Float32Array, to: Float32Array, start: number, stride: number, length: number): void {
  let sum = 0
  for (let at = 0; at < length + radius; at++) {
    if (at < length) sum += from[start + at * stride] ?? 0
    if (at > 2 * radius) sum -= from[start + (at - 2 * radius - 1) * stride] ?? 0
    if (at >= radius) to[start + (at - radius) * stride] = sum
  }
}
