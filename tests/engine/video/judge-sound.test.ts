import { expect, it } from 'vitest'
import type { Evidence } from '@/lib/engine/evidence'
import { withKnown } from '@/lib/engine/match/with-known'
import type { CheckName } from '@/lib/engine/registry'
import { toEvidence } from '@/lib/engine/to-evidence'
import { judgeSound } from '@/lib/engine/video/judge-sound'
import { analysis } from '../../support/rows'

const decides = { points: 'synthetic', status: 'hit', llr: 4, strong: true, explain: '', doesNotShow: '' } as const
const hit = (check: CheckName, more: Partial<Evidence> = {}) => toEvidence(check, { ...decides, facts: {}, ...more })

it.each([
  ['what the file declares as a whole', hit('video.tags'), 'Fake'],
  ['a trusted capture', hit('provenance.c2pa', { points: 'authentic', llr: -2.2 }), 'Real'],
  ['its voice', hit('sound.voice'), 'Neutral/Uncertain'],
  ['the same bytes', hit('match.known', { facts: { how: 'file' } }), 'Fake'],
  ['known frames', hit('match.known', { facts: { how: 'frames' } }), 'Neutral/Uncertain'],
  ['a known picture', hit('match.known', { facts: { how: 'picture' } }), 'Neutral/Uncertain'],
  ['a model that looked at frames', hit('model.content', { carded: true }), 'Neutral/Uncertain'],
])('the sound of a video, by %s', (_, evidence, label) => {
  expect(judgeSound([evidence], true)?.label).toBe(label)
})

it('a voice counts as far as its family may, and what was not heard has no verdict', () => {
  expect(judgeSound([hit('sound.voice')], true)?.score).toBeCloseTo(0.8022, 3)
  expect(judgeSound([hit('model.content', { carded: true })], true)).toEqual({ label: 'Neutral/Uncertain', score: 0.5 })
  expect(judgeSound([hit('video.tags')], false)).toBeNull()
})

it('known media judge the sound again where there is one', () => {
  const { check: _check, title: _title, family: _family, ...same } = hit('match.known', { facts: { how: 'file' } })
  const heard = analysis({ mediaType: 'video', evidence: [], sound: { label: 'Neutral/Uncertain', score: 0.5 } })
  expect(withKnown(heard, [same]).sound).toMatchObject({ label: 'Fake' })
  const frames = withKnown(heard, [{ ...same, facts: { how: 'frames' } }])
  expect([frames.verdict.label, frames.sound?.label]).toEqual(['Fake', 'Neutral/Uncertain'])
  expect(withKnown({ ...heard, sound: null }, [same]).sound).toBeNull()
})
