import { coarseSize, descriptorSize, type Points } from './find-points'

/** Two places that look alike, in pixels of the whole picture. */
export interface Match {
  fromX: number
  fromY: number
  toX: number
  toY: number
}

/** Squared distance of descriptors: 0.2 is a correlation of 0.9. */
const mostDistance = 0.2
/** The best must be this much nearer than the next best elsewhere: what repeats itself all over is no copy. */
const mostRatio = 0.5
/** Pixels: nearer places look alike in any picture. */
export const leastShift = 40
const elsewhere = 12
/** The nearest matches are kept, so that a picture full of them costs no more. */
const mostMatches = 300

/** Matches every place with the one that looks most like it, both ways. */
export function matchPoints(points: Points): Match[] {
  const { count, x, y, descriptors } = points
  const best = new Int32Array(count).fill(-1)
  const nearest = new Float32Array(count).fill(4)
  const next = new Float32Array(count).fill(4)
  /** Puts `other` among the two best of `one`. */
  const offer = (one: number, other: number, distance: number) => {
    const held = best[one] ?? -1
    const same = held >= 0 && Math.abs(at(x, held) - at(x, other)) + Math.abs(at(y, held) - at(y, other)) < elsewhere
    if (distance < at(nearest, one)) {
      if (!same) next[one] = at(nearest, one)
      nearest[one] = distance
      best[one] = other
    } else if (!same && distance < at(next, one)) next[one] = distance
  }
  const limit = mostDistance / mostRatio
  for (let one = 0; one < count; one++) {
    const from = one * descriptorSize
    for (let other = one + 1; other < count; other++) {
      const to = other * descriptorSize
      let distance = 0
      for (let k = 0; k < coarseSize; k++) {
        const difference = (descriptors[from + k] ?? 0) - (descriptors[to + k] ?? 0)
        distance += difference * difference
      }
      if (distance > limit) continue
      const [dx, dy] = [at(x, one) - at(x, other), at(y, one) - at(y, other)]
      if (dx * dx + dy * dy < leastShift * leastShift) continue
      for (let k = coarseSize; k < descriptorSize; k++) {
        const difference = (descriptors[from + k] ?? 0) - (descriptors[to + k] ?? 0)
        distance += difference * difference
      }
      if (distance > limit) continue
      offer(one, other, distance)
      offer(other, one, distance)
    }
  }
  const matched: number[] = []
  for (let one = 0; one < count; one++) {
    const isClear = at(nearest, one) <= mostDistance && at(nearest, one) <= mostRatio * at(next, one)
    if ((best[one] ?? -1) >= 0 && isClear) matched.push(one)
  }
  matched.sort((one, other) => at(nearest, one) - at(nearest, other))
  return matched.slice(0, mostMatches).flatMap((one) => {
    const other = best[one] ?? 0
    const [fromX, fromY, toX, toY] = [at(x, one), at(y, one), at(x, other), at(y, other)]
    return [
      { fromX, fromY, toX, toY },
      { fromX: toX, fromY: toY, toX: fromX, toY: fromY },
    ]
  })
}

const at = (values: Float32Array, index: number) => values[index] ?? 0
