import { boxMean, type Grey, sample } from './grey'

/** Places with structure in two directions, each with what its surroundings look like, turned to its own direction. */
export interface Points {
  count: number
  /** Pixels of the whole picture. */
  x: Float32Array
  y: Float32Array
  /** `descriptorSize` numbers for each, of mean 0 and length 1, the coarse ones first (see `describe`). */
  descriptors: Float32Array
}

export const side = 8
export const descriptorSize = side * side
/** The first numbers of a descriptor: a quarter as fine. Two descriptors differ at least as much as these do. */
export const coarseSize = descriptorSize / 4

/** Pixels between the samples of a descriptor, and of the cells that each may hold a few points. */
const spacing = 3
const cell = 32
const perCell = 4
/** The square of grey levels by which brightness must change, both ways, for a corner. */
const leastCorner = 6
const margin = Math.ceil((side / 2) * spacing * Math.SQRT2) + 2

/**
 * Finds corners (Shi and Tomasi, "Good features to track", 1994), a few in each cell so that dull parts get some too,
 * and describes each by a turned patch (Brown, Szeliski and Winder, "Multi-image matching using multi-scale oriented
 * patches", 2005). `scale`: pixels of the whole picture in one of `grey`.
 */
export function findPoints(grey: Grey, scale: number): Points {
  const soft = boxMean(boxMean(grey, 1), 1)
  const corners = findCorners(soft)
  const wide = boxMean(boxMean(soft, 3), 3)
  const points: Points = {
    count: corners.length,
    x: new Float32Array(corners.length),
    y: new Float32Array(corners.length),
    descriptors: new Float32Array(corners.length * descriptorSize),
  }
  let count = 0
  for (const at of corners) {
    const [x, y] = [at % grey.width, Math.floor(at / grey.width)]
    const across = (wide.values[at + 1] ?? 0) - (wide.values[at - 1] ?? 0)
    const down = (wide.values[at + grey.width] ?? 0) - (wide.values[at - grey.width] ?? 0)
    if (!describe(soft, x, y, Math.atan2(down, across), points.descriptors, count * descriptorSize)) continue
    points.x[count] = (x + 0.5) * scale
    points.y[count] = (y + 0.5) * scale
    count++
  }
  return { ...points, count }
}

function findCorners(soft: Grey): number[] {
  const { width, height, values } = soft
  const squares = () => ({ width, height, values: new Float32Array(values.length) })
  const [xx, yy, xy] = [squares(), squares(), squares()]
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      const across = ((values[at + 1] ?? 0) - (values[at - 1] ?? 0)) / 2
      const down = ((values[at + width] ?? 0) - (values[at - width] ?? 0)) / 2
      xx.values[at] = across * across
      yy.values[at] = down * down
      xy.values[at] = across * down
    }
  }
  const [a, b, c] = [boxMean(xx, 2).values, boxMean(yy, 2).values, boxMean(xy, 2).values]
  const strength = a.map((value, at) => {
    const [p, q, r] = [value, b[at] ?? 0, c[at] ?? 0]
    return (p + q - Math.sqrt((p - q) * (p - q) + 4 * r * r)) / 2
  })
  return pickPerCell(strength, width, height)
}

function pickPerCell(strength: Float32Array, width: number, height: number): number[] {
  const picked: number[] = []
  for (let top = margin; top < height - margin; top += cell) {
    for (let left = margin; left < width - margin; left += cell) {
      const peaks: number[] = []
      for (let y = top; y < Math.min(top + cell, height - margin); y++) {
        for (let x = left; x < Math.min(left + cell, width - margin); x++) {
          if (isPeak(strength, y * width + x, width)) peaks.push(y * width + x)
        }
      }
      peaks.sort((one, other) => (strength[other] ?? 0) - (strength[one] ?? 0))
      picked.push(...peaks.slice(0, perCell))
    }
  }
  return picked
}

function isPeak(strength: Float32Array, at: number, width: number): boolean {
  const value = strength[at] ?? 0
  if (value < leastCorner) return false
  for (let y = -2; y <= 2; y++) {
    for (let x = -2; x <= 2; x++) {
      if ((x !== 0 || y !== 0) && (strength[at + y * width + x] ?? 0) > value) return false
    }
  }
  return true
}

/**
 * Writes the descriptor of a place: the patch, then made anew of the sums and differences of every four neighbours
 * (Haar), the sums first: an orthonormal change, so distances stay and the first quarter bounds them. False where flat.
 */
function describe(soft: Grey, x: number, y: number, angle: number, to: Float32Array, offset: number): boolean {
  const [cos, sin] = [Math.cos(angle) * spacing, Math.sin(angle) * spacing]
  const patch = new Float32Array(descriptorSize)
  let mean = 0
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const [u, v] = [column - (side - 1) / 2, row - (side - 1) / 2]
      const value = sample(soft, x + u * cos - v * sin, y + u * sin + v * cos)
      patch[row * side + column] = value
      mean += value / descriptorSize
    }
  }
  let squares = 0
  for (const value of patch) squares += (value - mean) ** 2
  if (squares < descriptorSize * 4) return false
  const length = Math.sqrt(squares)
  for (let row = 0; row < side; row += 2) {
    for (let column = 0; column < side; column += 2) {
      const at = row * side + column
      const quad = [at, at + 1, at + side, at + side + 1].map((place) => ((patch[place] ?? 0) - mean) / length)
      const [a = 0, b = 0, c = 0, d = 0] = quad
      const index = offset + (row / 2) * (side / 2) + column / 2
      to[index] = (a + b + c + d) / 2
      to[index + coarseSize] = (a - b + c - d) / 2
      to[index + 2 * coarseSize] = (a + b - c - d) / 2
      to[index + 3 * coarseSize] = (a - b - c + d) / 2
    }
  }
  return true
}
