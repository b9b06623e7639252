import { expect, test } from 'vitest'
import { judgesOf, withJudge } from '@/components/case/event-judge'
import { eventSentence } from '@/components/case/event-sentence'
import type { CaseDetection } from '@/lib/cases/read-case'

const engine = { id: 'one', detector: 'builtin', remote: null } as CaseDetection
const api = { id: 'two', detector: 'remote', remote: { apiHost: 'a.example' } } as CaseDetection
const completed = { type: 'detection.completed', facts: { detectionId: 'two', label: 'Fake', score: 0.9 } } as const

test('an ended analysis says whose it was, where more than the engine was asked', () => {
  const judges = judgesOf([api, engine])
  expect(withJudge(eventSentence(completed), completed, judges)).toMatchObject({
    title: 'Analysis completed: Fake, 90%',
    detail: 'Detect API at a.example.',
  })
  const failed = { type: 'detection.failed', facts: { detectionId: 'one', reason: 'It broke.' } } as const
  expect(withJudge(eventSentence(failed), failed, judges).detail).toBe('Built-in engine. It broke.')
})

test('where only the engine was ever asked nothing is added, nor to events of other kinds', () => {
  expect(judgesOf([engine, engine])).toEqual({})
  expect(withJudge(eventSentence(completed), completed, judgesOf([engine])).detail).toBeNull()
  const asked = { type: 'question.asked', facts: { detectionId: 'two' } } as const
  expect(withJudge(eventSentence(asked), asked, judgesOf([api])).detail).toBeNull()
  const odd = { type: 'detection.completed', facts: { detectionId: 'toString' } } as const
  expect(withJudge(eventSentence(odd), odd, judgesOf([api])).detail).toBeNull()
})
