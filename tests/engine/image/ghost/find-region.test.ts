import { describe, expect, it } from 'vitest'
import type { GhostMap } from '@/lib/engine/image/ghost/find-ghost'
import { findRegion, weighRegion } from '@/lib/engine/image/ghost/find-region'

/** A map of 60 × 50 blocks that say `rest`, with a part that says `inside`. */
function map(inside: number, rest: number, part: { columns: number; rows: number }): GhostMap {
  const [columns, rows] = [60, 50]
  const strength = new Float32Array(columns * rows).fill(rest)
  for (let row = 0; row < part.rows; row++) {
    for (let column = 0; column < part.columns; column++) strength[(row + 10) * columns + column + 20] = inside
  }
  return { quality: 60, columns, rows, strength }
}
const square = (side: number) => ({ columns: side, rows: side })

describe('a region', () => {
  it('is found from its score of 1 on, with its place', () => {
    const found = map(50, -40, square(10))
    // The less sure side is at 40 of the 25 it needs.
    expect(weighRegion(found)?.score).toBeCloseTo(1.6, 6)
    expect(findRegion(found)).toMatchObject({ kind: 'saved_before', blocks: 100, strength: 50, rest: -40 })
    expect(findRegion(found)?.region).toEqual({ left: 20 / 60, top: 10 / 50, width: 10 / 60, height: 10 / 50 })
    expect(findRegion(map(-50, 40, square(10)))?.kind).toBe('not_saved_before')
    expect(findRegion(map(25, -40, square(8)))).not.toBeNull()
  })

  it.each([
    ['not sure enough', map(20, -40, square(10)), 0.8],
    ['beside a rest that is not', map(50, -15, square(10)), 0.6],
    ['too small', map(50, -40, square(7)), 49 / 64],
    ['too small and not sure enough', map(20, -40, square(7)), (49 / 64) * 0.8],
  ])('%s is not found, and scores how far it falls short', (_, weak, score) => {
    expect(weighRegion(weak)?.score).toBeCloseTo(score, 6)
    expect(findRegion(weak)).toBeNull()
  })

  it('of a shape that no patch has is not found, however sure', () => {
    const { strength, ...size } = map(-40, -40, square(1))
    // A frame, one block wide: 156 blocks of 40 × 40.
    for (let at = 0; at < 40; at++) {
      for (const block of [at + 300, at + 300 + 39 * 60, at * 60 + 300, at * 60 + 339]) strength[block] = 90
    }
    expect(weighRegion({ ...size, strength })?.score).toBeCloseTo(156 / (1600 * 0.4), 6)
    expect(findRegion({ ...size, strength })).toBeNull()
  })

  it('is not there where all is alike', () => {
    expect(weighRegion(map(-40, -40, square(10)))).toBeNull()
    expect(weighRegion(map(5, -5, square(10)))).toBeNull()
  })
})
