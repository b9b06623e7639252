import { expect, test } from 'vitest'
import { agreementOf } from '@/lib/cases/agreement'
import { findings } from '@/lib/cases/case-states'
import { labels } from '@/lib/engine/analysis'
import { isSampled } from '@/lib/reviews/is-sampled'
import { needsSecondLook } from '@/lib/reviews/needs-second-look'

test('a person agrees with the machine or overrides it only where both decide', () => {
  const table = Object.fromEntries(
    labels.map((label) => [label, findings.map((finding) => agreementOf(label, finding)[0]).join('')]),
  )
  // In the order of the findings: synthetic, manipulated, authentic, cheap edit, inconclusive, not assessable.
  expect(table).toEqual({
    Fake: 'aaonnn',
    'Likely fake': 'aaonnn',
    'Neutral/Uncertain': 'nnnnnn',
    'Likely real': 'ooannn',
    Real: 'ooannn',
  })
  expect(agreementOf(null, 'authentic')).toBe('neither')
  expect(agreementOf('toString', 'authentic')).toBe('neither')
})

test('a sample is drawn by the decision’s id, and has about its share', () => {
  const ids = Array.from({ length: 4000 }, (_, n) => `decision-${n}`)
  const drawn = ids.filter((id) => isSampled(id, 0.1))
  expect(drawn.length).toBeGreaterThan(320)
  expect(drawn.length).toBeLessThan(480)
  expect(drawn.every((id) => isSampled(id, 0.2))).toBe(true)
  expect(ids.some((id) => isSampled(id, 0))).toBe(false)
  expect(ids.every((id) => isSampled(id, 1))).toBe(true)
})

test('four eyes by rule', () => {
  const about = { decisionId: 'x', finding: 'authentic', label: 'Fake' } as const
  const needs = (fourEyes: 'never' | 'always' | 'against_machine' | 'sample', sampleShare = 1) =>
    needsSecondLook({ fourEyes, sampleShare }, about)
  expect([needs('never'), needs('always'), needs('against_machine'), needs('sample'), needs('sample', 0)]).toEqual([
    ...[false, true, true, true, false],
  ])
  expect(needsSecondLook({ fourEyes: 'against_machine', sampleShare: 1 }, { ...about, label: 'Real' })).toBe(false)
})
