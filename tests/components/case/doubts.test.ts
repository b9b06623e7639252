import { describe, expect, test } from 'vitest'
import { doubtsOf } from '@/components/case/doubts'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import type { Doubt, Label } from '@/lib/engine/analysis'

type Grounds = Parameters<typeof doubtsOf>[0]
type Run = Grounds['run']

function run(
  id: string,
  change: { label?: Label; doubts?: Doubt[]; video?: true } & Partial<Omit<Run, 'label'>> = {},
): Run {
  const { label = 'Neutral/Uncertain', doubts = [], video, ...rest } = change
  return {
    id,
    detector: 'builtin',
    status: 'completed',
    remote: null,
    label,
    parameters: DetectionParameters.parse({}),
    evidence: [],
    result: {
      mediaType: video ? 'video' : 'image',
      facts: { durationSeconds: video ? 60 : null, sampleRate: null },
      doubts,
      verdict: { score: 0.5 },
    },
    ...rest,
  } as unknown as Run
}

const piece = (id: string, check: string, status = 'hit') =>
  ({ id, check, title: `Title of ${check}`, status }) as Run['evidence'][number]
const known = (finding: string | null, number = 7): Grounds['known'][number] => ({
  ...{ id: 'k', number, state: 'decided', at: new Date(0), title: 'twin', label: null, finding },
})
const of = (given: Run, more: Partial<Grounds> = {}) => doubtsOf({ run: given, runs: [given], known: [], ...more })

describe('doubtsOf', () => {
  test('nothing to doubt, and nothing of a run that has not ended', () => {
    expect(of(run('a'))).toEqual([])
    expect(of({ ...run('a'), result: null })).toEqual([])
  })

  test('faces alone were asked for, and none was looked at', () => {
    const faceOnly = { parameters: DetectionParameters.parse({ faceOnly: true }) }
    expect(of(run('a', { video: true, ...faceOnly }))).toMatchObject([{ says: expect.stringMatching(/whole frames/) }])
    const there = { video: true as const, detector: 'remote' as const, ...faceOnly }
    expect(of(run('a', there))).toMatchObject([
      { says: expect.stringMatching(/no face may be in it/), links: [{ href: '#runs' }] },
    ])
    expect(of(run('a', { ...there, evidence: [piece('v', 'remote.video')] }))).toEqual([])
    expect(of(run('a', faceOnly))).toEqual([])
  })

  test.each<[Doubt['code'], string]>([
    ['short', '#fact-length'],
    ['low_resolution', '#fact-dimensions'],
    ['heavy_compression', '#evidence-q'],
    ['frames_disagree', '#viewer'],
    ['not_a_photograph', '#evidence-c'],
    ['size_not_counted', '#fact-dimensions'],
    ['little_speech', '#evidence-v'],
    ['no_speech', '#evidence-s'],
    ['label_and_score_disagree', '#verdict'],
    ['nothing_decides', '#evidence'],
    ['incomplete', '#evidence'],
  ])('%s leads to the value behind it', (code, href) => {
    const evidence = [
      ...[piece('q', 'jpeg.facts'), piece('s', 'remote.sound')],
      ...[piece('c', 'picture.copy-move', 'clear'), piece('v', 'sound.voice', 'clear')],
    ]
    expect(of(run('a', { doubts: [{ code, says: 'Says.' }], evidence }))).toEqual([
      { says: 'Says.', links: [expect.objectContaining({ href })] },
    ])
  })

  test('a label that stays undecided leads to the scores and to what moved them', () => {
    const doubts: Doubt[] = [{ code: 'label_and_score_disagree', says: 'Far from the middle.' }]
    const weighs = { ...piece('g', 'jpeg.ghost'), points: 'manipulated', llr: 1.4 } as Run['evidence'][number]
    const shown = [
      { ...weighs, id: 'x', llr: 0 },
      { ...weighs, id: 'y', points: 'context' as const },
      piece('z', 'a', 'clear'),
    ]
    expect(of(run('a', { doubts, evidence: [weighs, ...shown] }))[0]?.links.map(({ href }) => href)).toEqual([
      '#verdict',
      '#evidence-g',
    ])
  })

  test('strong compression of sound and video leads to how the file is packed', () => {
    const doubts: Doubt[] = [{ code: 'heavy_compression', says: 'Only 16 kbit/s.' }]
    const evidence = [piece('c', 'container.facts', 'clear')]
    expect(of(run('a', { video: true, doubts, evidence }))[0]?.links).toEqual([
      { href: '#evidence-c', name: 'Title of container.facts' },
    ])
  })

  test('tracks that disagree lead to both; where their evidence is missing, to the verdict', () => {
    const doubts: Doubt[] = [{ code: 'tracks_disagree', says: 'They differ.' }]
    const evidence = [piece('s', 'remote.sound'), piece('v', 'remote.video')]
    expect(of(run('a', { doubts, evidence }))[0]?.links).toEqual([
      { href: '#evidence-s', name: 'Title of remote.sound' },
      { href: '#evidence-v', name: 'Title of remote.video' },
    ])
    expect(of(run('a', { doubts }))[0]?.links).toMatchObject([{ href: '#verdict' }])
  })

  test('a kind of doubt that is not known here is still said', () => {
    const doubts = [{ code: 'of_tomorrow', says: 'New.' }] as unknown as Doubt[]
    expect(of(run('a', { doubts }))).toMatchObject([{ says: 'New.', links: [{ href: '#evidence' }] }])
  })

  test('what was left out is said', () => {
    const parameters = DetectionParameters.parse({ startRegion: 2, maxVideoSecs: 10, modality: 'audio' })
    expect(of(run('a', { video: true, parameters })).map(({ says }) => says)).toEqual([
      'Only a part of it was analysed, as was asked.',
      'Only 10 seconds of the video were analysed, as was asked.',
      'Only the sound was analysed, as was asked.',
    ])
    expect(of(run('a', { parameters }))).toEqual([])
    const long = DetectionParameters.parse({ maxVideoSecs: 60 })
    expect(of(run('a', { video: true, parameters: long }))).toEqual([])
  })

  test('sound outside of what the checks are made for', () => {
    const heard = (sampleRate: number, change: Partial<Omit<Run, 'label'>> = {}) => {
      const { result, ...rest } = run('a', { video: true, ...change })
      return of({ ...rest, result: { ...result!, facts: { ...result!.facts, sampleRate } } })
    }
    expect(heard(8000)).toEqual([
      {
        says: 'The sample rate of the sound is 8,000 Hz; the checks are made for 16,000 Hz or more.',
        links: [{ href: '#fact-sample-rate', name: 'Sample rate' }],
      },
    ])
    expect(heard(16_000)).toEqual([])
    expect(heard(8000, { detector: 'remote' })).toEqual([])
    const unheard = DetectionParameters.parse({ modality: 'video' })
    expect(heard(8000, { parameters: unheard }).map(({ says }) => says)).toEqual([
      'Only the picture was analysed, as was asked.',
    ])
  })

  test('checks that failed', () => {
    const evidence = [piece('x', 'jpeg.ghost', 'failed'), piece('y', 'video.frames', 'failed')]
    expect(of(run('a', { evidence: evidence.slice(0, 1) }))[0]?.says).toMatch(/^One check failed/)
    expect(of(run('a', { evidence }))).toMatchObject([
      { says: expect.stringMatching(/^2 checks failed/), links: [{ href: '#evidence-x' }, { href: '#evidence-y' }] },
    ])
  })

  test('another run that points the other way, and none that does not decide', () => {
    const mine = run('a', { label: 'Fake' })
    const runs = [mine, run('b', { label: 'Likely real' }), run('c'), run('d', { label: 'Likely fake' })]
    expect(of(mine, { runs })).toEqual([
      {
        says: 'The built-in engine says “Likely real” in another run.',
        links: [{ href: '#run-diff', name: 'What changed between the runs' }],
      },
    ])
    expect(of(run('c'), { runs })).toEqual([])
  })

  test('the same file, of which people found the opposite', () => {
    const mine = run('a', { label: 'Fake' })
    expect(of(mine, { known: [known('authentic', 12), known('synthetic'), known(null), known('cheap_edit')] })).toEqual(
      [
        {
          says: 'People found the same file to be “Authentic” in case 12.',
          links: [{ href: '#known', name: 'Known media' }],
        },
      ],
    )
  })
})
