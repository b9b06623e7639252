import { expect, test } from 'vitest'
import { sampleQuestions } from '@/components/case/question-samples'
import { parseQuestion } from '@/lib/detect/question-topics'

test.each(['image', 'audio', 'video'] as const)(
  'every sample of %s is understood as what it is meant to ask',
  (kind) => {
    const samples = sampleQuestions(kind)
    expect(samples.length).toBeGreaterThan(4)
    for (const { topic, query } of samples) {
      const { topics, beyond } = parseQuestion(query)
      expect([query, topics.includes(topic), beyond]).toEqual([query, true, []])
    }
  },
)

test('frames are asked about in videos alone, sound where there is some', () => {
  const of = (kind: Parameters<typeof sampleQuestions>[0]) => sampleQuestions(kind).map(({ topic }) => topic)
  expect(of('image')).not.toContain('sound')
  expect(of('audio')).not.toContain('frames')
  expect(of('video')).toEqual(expect.arrayContaining(['frames', 'sound']))
})
