import { expect, test } from 'vitest'
import { doubtLabel, neutralBelow, neutralFrom } from '@/lib/engine/doubt-label'
import { listDoubts } from '@/lib/engine/doubts'
import type { Evidence } from '@/lib/engine/evidence'
import type { CheckName } from '@/lib/engine/registry'
import { notApplicable } from '@/lib/engine/run-check'
import { toEvidence } from '@/lib/engine/to-evidence'
import { judge, priorOf } from '@/lib/engine/verdict'

const piece = (name: CheckName, more: Partial<Evidence>) =>
  toEvidence(name, { ...notApplicable(''), status: 'hit', ...more })
const ghost = piece('jpeg.ghost', { points: 'manipulated', llr: 1.4 })
const mark = piece('picture.tags', { points: 'synthetic', llr: 3.6, strong: true })
const capture = piece('provenance.c2pa', { points: 'authentic', llr: -2.2, strong: true })
const doubtOf = (evidence: Evidence[], baseRate?: number) =>
  doubtLabel(judge(evidence, priorOf(baseRate)), evidence)?.says
const facts = { container: null, width: null, height: null, durationSeconds: null, frameRate: null }
const measured = { ...facts, videoCodec: null, audioCodec: null, sampleRate: null, channels: null }
const codesOf = (evidence: Evidence[]) =>
  listDoubts({ facts: measured, evidence, verdict: judge(evidence), frames: [] }).map(({ code }) => code)

test('traces of editing put the number high and decide nothing: that is said, with the number', () => {
  expect(doubtOf([ghost])).toBe(
    'The score of 0.80 is far from the middle, yet the label stays Neutral/Uncertain: nothing that weighs in it may decide by itself; traces of editing are no proof of a fake.',
  )
})

test('of other hits that may not decide it says no more than that, in either direction', () => {
  const model = (llr: number) => piece('model.content', { points: llr > 0 ? 'synthetic' : 'authentic', llr })
  const says = /Neutral\/Uncertain: nothing that weighs in it may decide by itself\.$/
  expect(doubtOf([model(0.7)])).toMatch(says)
  expect(doubtOf([model(-0.7)])).toMatch(says)
  expect(doubtOf([model(-0.7)])).toContain('score of 0.33')
  expect(doubtOf([ghost, model(0.7)])).toMatch(says)
})

test('what may decide and does not has its own reason: below the threshold, contradicted, or outweighed', () => {
  expect(doubtOf([mark], 0.01)).toMatch(/0\.27 is far .*: “.+” decides only with 0\.90 or more on its side\.$/)
  expect(doubtOf([mark, capture])).toMatch(
    /0\.80 is far .*: “.+” and “.+” contradict each other, so neither decides\.$/,
  )
  expect(doubtOf([capture], 0.95)).toMatch(
    /0\.68 is far .*: “.+” speaks for Real, but the score is too high for that\.$/,
  )
})

test('a label that decides, and a number that is neutral too, leave nothing to say', () => {
  expect(doubtOf([mark])).toBeUndefined()
  expect(doubtOf([capture])).toBeUndefined()
  expect(doubtOf([{ ...ghost, llr: 0.3 }])).toBeUndefined()
  const at = (score: number) => doubtLabel({ label: 'Neutral/Uncertain', score }, [ghost]) !== null
  expect([neutralFrom - 1e-9, neutralFrom, neutralBelow - 1e-9, neutralBelow].map(at)).toEqual([
    true,
    false,
    false,
    true,
  ])
})

test('it never stands beside “nothing decides”: that is said where nothing weighs, wherever the scores begin', () => {
  expect(doubtOf([{ ...ghost, llr: 0 }, piece('jpeg.facts', { points: 'context', llr: 1 })], 0.01)).toBeUndefined()
  expect(codesOf([])).toEqual(['nothing_decides'])
  expect(codesOf([ghost])).toEqual(['label_and_score_disagree'])
  expect(codesOf([{ ...ghost, llr: 0.3 }])).toEqual([])
})
