import { findMoves } from './find-move'
import { findPoints, type Points } from './find-points'
import { type Grey, halve } from './grey'
import { matchPoints } from './match-points'
import { type VerifiedCopy, verifyMove } from './verify-move'

export interface CopySearch {
  /** Places that could be compared. */
  points: number
  /** Copies that passed the first comparison, largest first; thresholds are the caller's. */
  copies: (VerifiedCopy & { matches: number })[]
}

/** Ways of moving that are compared pixel by pixel, which takes longest. */
const mostMoves = 2

/** Searches a picture for a part that turns up twice: places that look alike, moves they agree on, then every pixel. */
export function findCopy(grey: Grey): CopySearch {
  const points = join(findPoints(grey, 1), findPoints(halve(grey), 2))
  const copies = findMoves(matchPoints(points), mostMoves).flatMap(({ move, matches }) => {
    const verified = verifyMove(grey, move, matches)
    return verified ? [{ ...verified, matches: matches.length }] : []
  })
  return { points: points.count, copies: copies.toSorted((one, other) => other.one.length - one.one.length) }
}

function join(one: Points, other: Points): Points {
  const count = one.count + other.count
  const together = (key: 'x' | 'y' | 'descriptors', each: number) => {
    const out = new Float32Array(count * each)
    out.set(one[key].subarray(0, one.count * each), 0)
    out.set(other[key].subarray(0, other.count * each), one.count * each)
    return out
  }
  return { count, x: together('x', 1), y: together('y', 1), descriptors: together('descriptors', 64) }
}
