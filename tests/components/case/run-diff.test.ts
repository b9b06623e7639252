import { describe, expect, test } from 'vitest'
import { comparedRun, diffRuns, firstPair } from '@/components/case/run-diff'
import { DetectionParameters } from '@/lib/detect/request-parameters'

type Run = Parameters<typeof comparedRun>[0]

const piece: Run['evidence'][number] = {
  title: 'JPEG ghosts',
  status: 'clear',
  points: 'context',
  llr: 0,
  strong: false,
  explain: 'Nothing was found.',
}

function run(id: string, change: Partial<Run> = {}): Run {
  return {
    id,
    detector: 'builtin',
    remote: null,
    createdAt: new Date('2026-11-01T10:00:00Z'),
    label: 'Neutral/Uncertain',
    score: 0.5,
    parameters: DetectionParameters.parse({}),
    result: {
      verdict: { label: 'Neutral/Uncertain', score: 0.5, synthetic: 0.5, manipulated: 0.4, summary: '' },
      doubts: [],
      coverage: '3 of 4 checks applied.',
    },
    evidence: [piece],
    ...change,
  }
}

describe('diffRuns', () => {
  test('says so where nothing differs', () => {
    expect(diffRuns(comparedRun(run('a')), comparedRun(run('b')))).toEqual({
      reading: 'Both runs came to the same in every respect.',
      parts: [],
    })
  })

  test('names what differs in label, score, parameters, evidence and doubts, and nothing else', () => {
    const after = run('b', {
      label: 'Fake',
      score: 0.971,
      parameters: DetectionParameters.parse({ faceOnly: true }),
      evidence: [
        { ...piece, status: 'hit', points: 'manipulated', llr: 1.4, strong: true, explain: 'A part was pasted in.' },
        { ...piece, title: 'Real bandwidth' },
      ],
      result: {
        verdict: { label: 'Fake', score: 0.971, synthetic: 0.5, manipulated: 0.971, summary: '' },
        doubts: [{ code: 'short', says: 'Only 1.0 seconds long.' }],
        coverage: '3 of 4 checks applied.',
      },
    })
    const { reading, parts } = diffRuns(comparedRun(run('a')), comparedRun(after))
    expect(reading).toBe(
      'The label went from Neutral/Uncertain to Fake and the score went from 50% (0.500) to 97% (0.971); ' +
        '1 parameter, 2 pieces of evidence and 1 reason to doubt differ.',
    )
    expect(parts).toEqual([
      {
        title: 'Verdict',
        rows: [
          { name: 'Label', before: 'Neutral/Uncertain', after: 'Fake' },
          { name: 'Score', before: '50% (0.500)', after: '97% (0.971)' },
          { name: 'Manipulated', before: '40% (0.400)', after: '97% (0.971)' },
        ],
      },
      { title: 'Parameters', rows: [{ name: 'Faces only', before: 'No', after: 'Yes' }] },
      {
        title: 'Evidence',
        rows: [
          {
            name: 'JPEG ghosts',
            before: 'Looked, found nothing. Nothing was found.',
            after: 'Found something, points to manipulated (+1.40); may decide the label. A part was pasted in.',
          },
          { name: 'Real bandwidth', before: null, after: 'Looked, found nothing. Nothing was found.' },
        ],
      },
      { title: 'Reasons to doubt', rows: [{ name: 'Only 1.0 seconds long.', before: null, after: 'Said' }] },
    ])
  })

  test('pieces of evidence with one title keep their partners', () => {
    const two = comparedRun(run('a', { evidence: [piece, { ...piece, explain: 'Another.' }] }))
    const { parts } = diffRuns(two, comparedRun(run('b')))
    expect(parts).toEqual([
      {
        title: 'Evidence',
        rows: [{ name: 'JPEG ghosts (2)', before: 'Looked, found nothing. Another.', after: null }],
      },
    ])
  })

  test('one thing differs, in the singular', () => {
    const after = comparedRun(run('b', { parameters: DetectionParameters.parse({ faceOnly: true }) }))
    expect(diffRuns(comparedRun(run('a')), after).reading).toBe('Label and score are the same; 1 parameter differs.')
  })
})

describe('firstPair', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 1, 10, minute))
  const remote = { detector: 'remote' as const }
  const runs = [
    run('newest', { createdAt: at(3) }),
    run('other', { createdAt: at(2), ...remote }),
    run('first', { createdAt: at(1) }),
  ].map(comparedRun)

  test('the run in view, after the last one before it of the same detector', () => {
    expect(firstPair(runs, 'newest')).toEqual(['first', 'newest'])
    expect(firstPair(runs, undefined)).toEqual(['first', 'newest'])
    expect(firstPair(runs, 'other')).toEqual(['first', 'other'])
    expect(firstPair(runs, 'first')).toEqual(['first', 'newest'])
  })

  test('nothing to compare with', () => {
    expect(firstPair(runs.slice(0, 1), 'newest')).toBeNull()
    expect(firstPair([], undefined)).toBeNull()
  })
})
