import type { Pixels } from '../check'
import { lumaOf, tentTo64 } from './jarosz'

/** Hashes that differ in this many of their 256 bits, or fewer, are of the same picture; the threshold its authors recommend. */
export const pdqMatchDistance = 31

/** Below this a picture has too little in it to be told from others; the bound its authors recommend. */
export const pdqLeastQuality = 50

const side = 64
const kept = 16

/** The first 16 lines, without the constant one, of the cosine transform of 64 values. */
const cosines = Float64Array.from({ length: kept * side }, (_, at) => {
  const frequency = Math.floor(at / side) + 1
  return Math.sqrt(2 / side) * Math.cos((Math.PI / 2 / side) * frequency * (2 * (at % side) + 1))
})

/**
 * The PDQ hash of a picture, 64 hex digits, and how much there is in it to hash, 0-100. Facebook (2019), "The TMK+PDQF video-hashing
 * algorithm and the PDQ image-hashing algorithm": luminance, two passes of a box filter, 64 × 64 samples, 16 × 16 coefficients of
 * their cosine transform, a bit each for those above the median.
 */
export function pdqOf(pixels: Pixels): { pdq: string; quality: number } {
  return pdqOfSamples(tentTo64(lumaOf(pixels)))
}

/** The same of the 64 × 64 samples (`jarosz.ts`). */
export function pdqOfSamples(small: Float32Array): { pdq: string; quality: number } {
  const coefficients = transform(small)
  const median = Float64Array.from(coefficients).sort()[coefficients.length / 2 - 1] ?? 0
  const bits = Array.from(coefficients, (value) => value > median)
  return { pdq: toHex(bits), quality: qualityOf(small) }
}

/** How many of 256 bits differ. */
export function pdqDistance(one: string, other: string): number {
  let distance = 0
  for (let at = 0; at < 64; at += 8) {
    let differing = (Number.parseInt(one.slice(at, at + 8), 16) ^ Number.parseInt(other.slice(at, at + 8), 16)) >>> 0
    for (; differing !== 0; differing &= differing - 1) distance++
  }
  return distance
}

/** How a picture may have been turned or mirrored, in the order of `pdqVariants`. */
export const turns = [
  'as it is',
  'turned left',
  'upside down',
  'turned right',
  'mirrored top to bottom',
  'mirrored left to right',
  'mirrored along its diagonal',
  'mirrored along its other diagonal',
] as const

/**
 * The hashes the same picture would have turned and mirrored, in the order of `turns`. Turning only changes the sign or the place of a
 * coefficient, so it is done on the bits; their median is near zero but not zero, which costs a few bits.
 */
export function pdqVariants(pdq: string): string[] {
  const bits = fromHex(pdq)
  return signs.map(({ transposed, negates }) => {
    const turned = new Array<boolean>(bits.length)
    for (let row = 0; row < kept; row++) {
      for (let column = 0; column < kept; column++) {
        const bit = bits[row * kept + column] === true
        const to = transposed ? column * kept + row : row * kept + column
        turned[to] = negates(row, column) ? !bit : bit
      }
    }
    return toHex(turned)
  })
}

/** Lines count from the first that is kept, which stands for the lowest odd frequency: so it is the even ones that change sign. */
const signs: { transposed: boolean; negates(row: number, column: number): boolean }[] = [
  { transposed: false, negates: () => false },
  { transposed: true, negates: (_, column) => column % 2 === 0 },
  { transposed: false, negates: (row, column) => (row + column) % 2 === 1 },
  { transposed: true, negates: (row) => row % 2 === 0 },
  { transposed: false, negates: (row) => row % 2 === 0 },
  { transposed: false, negates: (_, column) => column % 2 === 0 },
  { transposed: true, negates: () => false },
  { transposed: true, negates: (row, column) => (row + column) % 2 === 1 },
]

/** Both sides of the cosine transform: 16 × 16 out of 64 × 64. */
function transform(small: Float32Array): Float64Array {
  const half = new Float64Array(kept * side)
  const out = new Float64Array(kept * kept)
  for (let line = 0; line < kept; line++) {
    for (let column = 0; column < side; column++) {
      let sum = 0
      for (let row = 0; row < side; row++) sum += (cosines[line * side + row] ?? 0) * (small[row * side + column] ?? 0)
      half[line * side + column] = sum
    }
    for (let across = 0; across < kept; across++) {
      let sum = 0
      for (let at = 0; at < side; at++) sum += (half[line * side + at] ?? 0) * (cosines[across * side + at] ?? 0)
      out[line * kept + across] = sum
    }
  }
  return out
}

/** Steps between neighbours in percent of the range, each cut to a whole number, so that only those that can be seen count. */
function qualityOf(small: Float32Array): number {
  let steps = 0
  const step = (from: number, to: number) => Math.abs(Math.trunc((((small[from] ?? 0) - (small[to] ?? 0)) * 100) / 255))
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const at = row * side + column
      if (row < side - 1) steps += step(at, at + side)
      if (column < side - 1) steps += step(at, at + 1)
    }
  }
  return Math.min(100, Math.floor(steps / 90))
}

/** The last bit comes first, as the hash is written everywhere. */
function toHex(bits: boolean[]): string {
  let hex = ''
  for (let at = bits.length - 4; at >= 0; at -= 4) {
    let digit = 0
    for (let bit = 0; bit < 4; bit++) if (bits[at + bit]) digit |= 1 << bit
    hex += digit.toString(16)
  }
  return hex
}

function fromHex(hex: string): boolean[] {
  return [...hex].reverse().flatMap((digit) => {
    const value = Number.parseInt(digit, 16)
    return [1, 2, 4, 8].map((bit) => (value & bit) !== 0)
  })
}
