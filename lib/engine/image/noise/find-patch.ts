import type { EvidenceRegion } from '../../evidence'
import { largestPart } from '../ghost/find-region'
import type { NoiseMap } from './measure-noise'

/** How far each block's noise is from that of most, as a logarithm; 0: as most, or it cannot tell. */
export interface NoiseDifference {
  columns: number
  rows: number
  difference: Float32Array
  /** Share of the blocks that can tell, 0-1. */
  telling: number
}

/** A part with another noise level than the rest. */
export interface NoisePatch {
  region: EvidenceRegion
  blocks: number
  /** Noise of the part over that of most of the picture. */
  ratio: number
  mask: Uint8Array
}

/** Rounding to whole grey levels hides noise below this. */
const floor = 0.3
/** Noise at half the size over that at full size; beyond it a block shows texture. */
const texture = 1
const fewestBlocks = 16
const leastShare = 0.01
const mostShare = 0.35
const leastFilled = 0.5
/** A block differs from this logarithm on: 1.5 times as much, or as little. */
const differs = Math.log(1.5)

/**
 * Compares every block that shows noise, and not texture, with the median of all such. Noise halves with the size of the
 * picture and texture grows, so a block that is coarser than fine shows texture.
 */
export function compareNoise({ columns, rows, fine, coarse, cutOff }: NoiseMap): NoiseDifference {
  const tells = Uint8Array.from(fine, (value, at) =>
    !cutOff[at] && (coarse[at] ?? 0) <= value * texture + floor ? 1 : 0,
  )
  const level = Float32Array.from(fine, (value) => Math.log(value + floor))
  const places = Array.from(fine.keys()).filter((at) => tells[at])
  const expected = median(places.map((at) => level[at] ?? 0))
  const difference = new Float32Array(fine.length)
  for (const at of places) {
    const x = at % columns
    const near: number[] = []
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        const other = at + dy * columns + dx
        if (x + dx >= 0 && x + dx < columns && tells[other]) near.push((level[other] ?? 0) - expected)
      }
    }
    difference[at] = median(near)
  }
  return { columns, rows, difference, telling: places.length / Math.max(1, fine.length) }
}

/** The largest compact part that is noisier, or smoother, than the rest, whichever differs more; null where none does. */
export function findPatch({ columns, rows, difference }: NoiseDifference): NoisePatch | null {
  const patches = [1, -1].flatMap((sign) => {
    const signs = Int8Array.from(difference, (value) => (value * sign >= differs ? 1 : 0))
    const part = largestPart(signs, columns, rows, 1)
    if (!part || part.size < Math.max(fewestBlocks, difference.length * leastShare)) return []
    const [width, height] = [part.right - part.left + 1, part.bottom - part.top + 1]
    if (part.size > difference.length * mostShare || part.size < width * height * leastFilled) return []
    let sum = 0
    for (const [at, value] of difference.entries()) if (part.mask[at]) sum += value
    const region = { left: part.left / columns, top: part.top / rows, width: width / columns, height: height / rows }
    return [{ region, blocks: part.size, ratio: Math.exp(sum / part.size), mask: part.mask }]
  })
  return patches.toSorted((one, other) => strength(other) - strength(one))[0] ?? null
}

/** How far a part's noise is from the rest, as a logarithm without its sign. */
export function strength({ ratio }: NoisePatch): number {
  return Math.abs(Math.log(ratio))
}

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0
}
