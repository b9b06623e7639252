import { expect, test } from 'vitest'
import { windowDoubts } from '@/components/case/window-doubts'
import { DetectionParameters } from '@/lib/detect/request-parameters'

type Run = Parameters<typeof windowDoubts>[0]

/** A run on media that scores `whole`, with these scores of its frames and windows of sound. */
function run(whole: number, { frames = [], windows = [] }: { frames?: number[]; windows?: (number | null)[] }): Run {
  return {
    id: 'a',
    parameters: DetectionParameters.parse({}),
    evidence: [
      { id: 'v', check: 'sound.voice', title: 'Robotic voice', status: 'hit', time: null, facts: {} },
      { id: 'p', check: 'sound.pauses', title: 'Digital silence', status: 'clear', time: null, facts: {} },
    ],
    result: {
      verdict: { score: whole },
      facts: { durationSeconds: 60 },
      frames: frames.map((score, second) => ({ second, verdict: { score, label: 'Neutral/Uncertain' }, hits: [] })),
      windows: windows.map((score, i) => ({ start: i * 2, end: i * 2 + 2, score, speech: score !== null })),
    },
  } as unknown as Run
}

const says = (...of: Parameters<typeof run>) => windowDoubts(run(...of)).map((doubt) => doubt.says)

test('windows of the sound that score high where the media does not, with the track and the check behind them', () => {
  expect(windowDoubts(run(0.5, { frames: [0.5, 0.5], windows: [1, null, 0.98, 0.99] }))).toEqual([
    {
      says: 'All 3 judged windows of the sound score 70% or more (highest 100%); the media as a whole scores 50%.',
      links: [
        { href: '#viewer', name: 'Likeness to a robotic voice, in windows of 2 seconds' },
        { href: '#evidence-v', name: 'Robotic voice' },
      ],
    },
  ])
})

test('frames too, with the frames alone behind them', () => {
  expect(windowDoubts(run(0.4, { frames: [0.2, 0.8, 0.1], windows: [0.1] }))).toEqual([
    {
      says: '1 of 3 judged frames of the picture scores 70% or more (highest 80%); the media as a whole scores 40%.',
      links: [{ href: '#viewer', name: 'Sampled frames' }],
    },
  ])
  expect(says(0.5, { frames: [0.7] })).toEqual([
    'The only judged frame of the picture scores 70% or more (highest 70%); the media as a whole scores 50%.',
  ])
})

test('few windows of a voice are no doubt, for real speech has such; one that another API scored is', () => {
  expect(says(0.5, { windows: [0.9] })).toEqual([])
  expect(says(0.5, { windows: [0.9, 0.9, 0.1, 0.1, 0.1] })).toEqual([])
  expect(says(0.5, { windows: [0.9, 0.9, 0.1, 0.1, null] })).toHaveLength(1)
  const remote = run(0.5, {})
  const reported = { metrics: { score: ['0.9', '0.1', '0.1'] } }
  const result = { ...remote.result, reported } as unknown as Run['result']
  expect(windowDoubts({ ...remote, result }).map((doubt) => doubt.says)).toEqual([
    '1 of 3 judged windows of the sound scores 70% or more (highest 90%); the media as a whole scores 50%.',
  ])
})

test('nothing below the threshold, nothing where the media scores as high, and no low window against a high score', () => {
  expect(says(0.5, { frames: [0.69], windows: [0.699, null] })).toEqual([])
  expect(says(0.7, { frames: [0.9], windows: [0.9] })).toEqual([])
  expect(says(0.95, { frames: [0.1], windows: [0.02, 0.01] })).toEqual([])
  expect(says(0.5, { windows: [null, null] })).toEqual([])
  expect(windowDoubts({ ...run(0.5, { windows: [1] }), result: null })).toEqual([])
})
