import { applyMove, type Box, correlate } from './correlate'
import type { Move } from './find-move'
import type { Grey } from './grey'
import type { Match } from './match-points'

/** What of the picture is the same as what a move makes of it. */
export interface VerifiedCopy {
  /** Places of the pixels of one copy, and of the other, in the whole picture. */
  one: Int32Array
  other: Int32Array
  /** Median correlation, 0-1, of the two. */
  likeness: number
  /** Median correlation of a copy with what lies as far on the other side: high where the picture repeats itself. */
  repetition: number
}

/** Correlation from which surroundings are the same. */
export const sameFrom = 0.9
/** Pixels around the matches in which the copy is looked for. */
const around = 120

/** Compares the surroundings of pixels with those a move leads to, and keeps the connected parts the matches lie in. */
export function verifyMove(grey: Grey, move: Move, matches: Match[]): VerifiedCopy | null {
  const box = surround(matches, grey)
  const likeness = correlate(grey, move, box)
  const members = connect(likeness, box, matches)
  if (members.length === 0) return null
  const place = (at: number) => [box.left + (at % box.width), box.top + Math.floor(at / box.width)] as const
  const one = Int32Array.from(members, (at) => {
    const [x, y] = place(at)
    return y * grey.width + x
  })
  const other = Int32Array.from(members, (at) => {
    const [x, y] = applyMove(move, ...place(at))
    return Math.round(y) * grey.width + Math.round(x)
  })
  const beyond = correlate(grey, invert(move), box)
  const onwards = correlate(grey, twice(move), box)
  const middle = (of: Float32Array) => median(members.map((at) => of[at] ?? -1))
  return { one, other, likeness: middle(likeness), repetition: Math.max(middle(beyond), middle(onwards)) }
}

function surround(matches: Match[], { width, height }: Grey): Box {
  const xs = matches.map(({ fromX }) => fromX)
  const ys = matches.map(({ fromY }) => fromY)
  const left = Math.max(0, Math.floor(Math.min(...xs) - around))
  const top = Math.max(0, Math.floor(Math.min(...ys) - around))
  const right = Math.min(width, Math.ceil(Math.max(...xs) + around))
  const bottom = Math.min(height, Math.ceil(Math.max(...ys) + around))
  return { left, top, width: right - left, height: bottom - top }
}

function connect(likeness: Float32Array, box: Box, matches: Match[]): number[] {
  const seen = new Uint8Array(likeness.length)
  const members: number[] = []
  const take = (at: number) => {
    if (at < 0 || at >= likeness.length || seen[at] || (likeness[at] ?? -1) < sameFrom) return
    seen[at] = 1
    members.push(at)
  }
  for (const { fromX, fromY } of matches) take(Math.floor(fromY - box.top) * box.width + Math.floor(fromX - box.left))
  for (let next = 0; next < members.length; next++) {
    const at = members[next] ?? 0
    const x = at % box.width
    if (x > 0) take(at - 1)
    if (x < box.width - 1) take(at + 1)
    take(at - box.width)
    take(at + box.width)
  }
  return members
}

function invert({ a, b, c, d }: Move): Move {
  const s = a * a + b * b
  const [p, q] = [a / s, -b / s]
  return { a: p, b: q, c: -(p * c - q * d), d: -(q * c + p * d) }
}

function twice({ a, b, c, d }: Move): Move {
  return { a: a * a - b * b, b: 2 * a * b, c: a * c - b * d + c, d: b * c + a * d + d }
}

function median(values: number[]): number {
  return Float32Array.from(values).sort()[values.length >> 1] ?? 0
}
