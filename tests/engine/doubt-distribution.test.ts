import { expect, test } from 'vitest'
import { countedPixels, doubtDistribution, otherSize } from '@/lib/engine/doubt-distribution'
import type { Evidence } from '@/lib/engine/evidence'
import type { CheckName } from '@/lib/engine/registry'
import { notApplicable } from '@/lib/engine/run-check'
import { toEvidence } from '@/lib/engine/to-evidence'

const none = { width: null, height: null }
const piece = (name: CheckName, more: Partial<Evidence>) => toEvidence(name, { ...notApplicable(''), ...more })
const hit = { status: 'hit', points: 'manipulated', llr: 1.4 } as const
const codes = (size: Parameters<typeof doubtDistribution>[0], evidence: Evidence[]) =>
  doubtDistribution(size, evidence).map(({ code }) => code)

test('a page, a drawing or a screenshot, by the share of it in one tone', () => {
  const of = (oneToneShare: number) => [piece('picture.copy-move', { facts: { oneToneShare } })]
  expect(doubtDistribution(none, of(0.5))).toEqual([
    {
      code: 'not_a_photograph',
      says: '50% of the picture is of one tone, as in pages, drawings and screenshots; the editing checks were counted on photographs.',
    },
  ])
  expect(codes(none, of(0.499))).toEqual([])
  // A result of before it was kept.
  expect(codes(none, [piece('picture.copy-move', {})])).toEqual([])
})

test('a hit that moves the score at a size it was not counted at, and none that does not or was', () => {
  const ghost = piece('jpeg.ghost', hit)
  const wide = (times: number) => ({ width: Math.round(1024 * times), height: 768 })
  expect(countedPixels).toBe(1024 * 768)
  expect(codes(wide(otherSize), [ghost])).toEqual([])
  expect(codes(wide(1 / otherSize), [ghost])).toEqual([])
  expect(doubtDistribution({ width: 4000, height: 3000 }, [ghost])).toEqual([
    {
      code: 'size_not_counted',
      says: '“JPEG ghosts” was counted on pictures of 1024 × 768; how often it errs at 4000 × 3000 is not known.',
    },
  ])
  const large = { width: 4000, height: 3000 }
  expect(codes(large, [{ ...ghost, llr: 0 }])).toEqual([])
  expect(codes(large, [{ ...ghost, status: 'clear' }])).toEqual([])
  expect(codes(none, [ghost])).toEqual([])
  // Copies are sought in a megapixel of it, however large it is; of a small picture there is no more than it has.
  const copied = piece('picture.copy-move', hit)
  expect(codes(large, [copied])).toEqual([])
  const [small] = doubtDistribution({ width: 400, height: 300 }, [ghost, copied])
  expect(small?.says).toBe(
    '“JPEG ghosts” and “Copied parts” were counted on pictures of 1024 × 768; how often they err at 400 × 300 is not known.',
  )
})

test('sound in which somebody speaks for less than half of it, where a voice was judged', () => {
  const heard = (status: Evidence['status'], speechSeconds: number) => [
    piece('sound.voice', { status, facts: { speechSeconds } }),
    piece('sound.pauses', { facts: { listenedSeconds: 60 } }),
  ]
  expect(doubtDistribution(none, heard('clear', 29.9))).toEqual([
    { code: 'little_speech', says: expect.stringMatching(/^Speech was heard in 30 of 60 seconds; /) },
  ])
  expect(codes(none, heard('hit', 12))).toEqual(['little_speech'])
  expect(codes(none, heard('clear', 30))).toEqual([])
  // That there is too little of it to judge is said by the check.
  expect(codes(none, heard('not_applicable', 3))).toEqual([])
  expect(codes(none, heard('clear', 12).slice(0, 1))).toEqual([])
})
