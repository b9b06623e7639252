import { describe, expect, it } from 'vitest'
import { exhibitMarks, exhibitRegions } from '@/components/case/viewed-exhibits'
import { frameWindows, type TimedRun, tracksOf } from '@/components/case/viewed-tracks'
import { readTrack } from '@/components/media/spans'
import { noTracks } from '@/components/media/tracks'
import type { CaseCopy } from '@/lib/cases/read-case'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import type { FrameAnalysis } from '@/lib/engine/analysis'

function frame(second: number, score = 0.5, hits: string[] = []): FrameAnalysis {
  const verdict = { label: 'Neutral/Uncertain' as const, score, synthetic: score, manipulated: 0.5, summary: '' }
  return { second, verdict, hits: hits.map((title) => ({ check: 'jpeg.ghost', title, explain: '' })) }
}

type Piece = TimedRun['evidence'][number]
const piece = (check: string, more: Partial<Piece> = {}) =>
  ({ id: check, check, title: check, status: 'hit', facts: {}, time: null, mapMediaId: null, ...more }) as Piece

function run({
  result = {},
  evidence = [],
  parameters = {},
}: {
  result?: object
  evidence?: Piece[]
  parameters?: object
}) {
  const facts = { durationSeconds: 9 }
  return {
    id: 'd1',
    parameters: DetectionParameters.parse(parameters),
    result: { frames: [], peaks: [], facts, ...result },
    evidence,
  } as unknown as TimedRun
}

describe('frameWindows', () => {
  it('lasts to the next frame, and over a gap no longer than usual', () => {
    expect(frameWindows([frame(0), frame(1), frame(2), frame(10)]).map(({ start, end }) => [start, end])).toEqual([
      ...[
        [0, 1],
        [1, 2],
        [2, 3],
        [10, 11],
      ],
    ])
    expect(frameWindows([frame(0), frame(0.5), frame(1)]).at(-1)?.end).toBe(1.5)
    expect(frameWindows([frame(4)])[0]).toMatchObject({ start: 4, end: 5 })
  })
})

describe('tracksOf', () => {
  it('is nothing without a run, and without anything over time', () => {
    expect(tracksOf(undefined, [])).toEqual(noTracks)
    expect(tracksOf(run({}), [])).toEqual({ ...noTracks, detectionId: 'd1' })
    expect(tracksOf({ ...run({}), result: null }, [])).toEqual({ ...noTracks, detectionId: 'd1' })
  })
  it('has the frames with their scores and what was found in them', () => {
    const [track] = tracksOf(run({ result: { frames: [frame(0, 0.9, ['JPEG ghosts'])] } }), []).scores
    expect(track).toMatchObject({ name: 'picture', title: 'Sampled frames' })
    expect(track?.windows[0]).toMatchObject({ score: 0.9, found: ['JPEG ghosts'], label: 'Neutral/Uncertain' })
  })
  it('has frames that nothing judged without a score, and says so', () => {
    const unjudged = { ...frame(0), verdict: null }
    const found = { ...frame(1, 0, ['How the JPEG was saved']), verdict: null }
    const [track] = tracksOf(run({ result: { frames: [unjudged, found] } }), []).scores
    expect(track?.windows).toMatchObject([
      { score: null, label: null, found: [] },
      { score: null, found: ['How the JPEG was saved'] },
    ])
    const [none] = tracksOf(run({ result: { frames: [unjudged, { ...unjudged, second: 1 }] } }), []).scores
    expect(none && readTrack(none)).toBe('None of 2 frames could be judged by itself.')
  })
  it('has another API’s windows of the sound, from where it began to where the sound ends', () => {
    const metrics = { score: ['0.1', null, '-0.02', '1.3', 'x'] }
    const parameters = { frameLength: 2, startRegion: 1 }
    const [track] = tracksOf(run({ result: { reported: { metrics } }, parameters }), []).scores
    expect(track?.windows.map(({ start, end, score }) => [start, end, score])).toEqual([
      [1, 3, 0.1],
      [3, 5, null],
      [5, 7, 0],
      [7, 9, 1],
      [9, 9, null],
    ])
  })
  it('has the built-in engine’s windows of the sound where a voice was judged, and no track where none was', () => {
    const windows = [
      { start: 1, end: 3, score: 0.93, speech: true },
      { start: 3, end: 4.2, score: null, speech: false },
    ]
    const [track] = tracksOf(run({ result: { windows } }), []).scores
    expect(track).toMatchObject({ name: 'sound', title: 'Likeness to a robotic voice, in windows of 2 seconds' })
    expect(track?.windows).toEqual([
      { start: 1, end: 3, score: 0.93, label: null, found: [] },
      { start: 3, end: 4.2, score: null, label: null, found: [] },
    ])
    expect(tracksOf(run({ result: { windows: windows.slice(1) } }), []).scores).toEqual([])
    const reported = { metrics: { score: ['0.5'] } }
    const [theirs] = tracksOf(run({ result: { windows, reported } }), []).scores
    expect(theirs?.windows).toHaveLength(1)
    expect(theirs?.title).toBe('Sound in windows of 2 seconds')
  })
  it('marks what a check found at a time, but not what the windows say already', () => {
    const time = { start: 1, end: 2 }
    const evidence = [
      piece('sound.pauses', { time }),
      piece('video.frames', { time }),
      piece('sound.bandwidth', { time, status: 'clear' }),
      piece('remote.sound', { time }),
    ]
    expect(tracksOf(run({ evidence }), []).findings).toEqual([
      { track: 'sound', ...time, highest: null, found: ['sound.pauses'], evidenceId: 'sound.pauses' },
    ])
  })
  it('places the waveform over the part that was listened to', () => {
    const evidence = [piece('sound.pauses', { status: 'clear', facts: { listenedSeconds: 4.5 } })]
    const given = { result: { peaks: [0.1] }, evidence, parameters: { startRegion: 2 } }
    expect(tracksOf(run(given), []).loudness).toEqual({ peaks: [0.1], start: 2, seconds: 4.5 })
    expect(tracksOf(run({ result: { peaks: [0.1] } }), []).loudness?.seconds).toBe(9)
  })
  it('aligns the engine’s own spectrogram, and none of another size or that is gone', () => {
    const facts = { seconds: 4, highestHz: 8000 }
    const given = run({ evidence: [piece('sound.spectrogram', { status: 'clear', mapMediaId: 'm', facts })] })
    const copy = (more: object) => [{ id: 'm', width: 1012, height: 288, deletedAt: null, ...more } as CaseCopy]
    expect(tracksOf(given, copy({})).spectrogram).toEqual({
      ...{ ...facts, evidenceId: 'sound.spectrogram', start: 0 },
      // A result of before the levels were kept.
      ...{ reading: null, levels: null },
    })
    expect(tracksOf(given, copy({ width: 600 })).spectrogram).toBeNull()
    expect(tracksOf(given, copy({ deletedAt: new Date() })).spectrogram).toBeNull()
    expect(tracksOf(given, []).spectrogram).toBeNull()
  })
})

describe('exhibits', () => {
  const exhibit = { id: 'x', label: 'B', startSeconds: null, endSeconds: null, region: null }
  const region = { left: 0, top: 0, width: 0.5, height: 0.5 }
  it('stand on the axis or in the picture, as they have a time or a place', () => {
    const all = [exhibit, { ...exhibit, startSeconds: 3 }, { ...exhibit, startSeconds: 3, endSeconds: 5 }]
    expect(exhibitMarks(all)).toEqual([
      { label: 'B', start: 3, end: 3 },
      { label: 'B', start: 3, end: 5 },
    ])
    expect(exhibitRegions([...all, { ...exhibit, region }])).toEqual([
      { evidenceId: 'x', title: 'Exhibit B', letter: 'B', region },
    ])
  })
  it('reads the spectrogram from all that was measured of the sound, and has its levels', () => {
    const facts = { seconds: 4, highestHz: 8000, strongestHz: 440, shareFrom4000Hz: 0.004 }
    const levels = { levelsHz: '250 8000', levelsWindow: 2, levelsDb: '-20 -120; -3 0' }
    const evidence = [
      piece('sound.spectrogram', { status: 'clear', mapMediaId: 'm', facts: { ...facts, ...levels } }),
      piece('sound.bandwidth', { facts: { bandwidthHz: 3900, possibleHz: 8000 } }),
      piece('sound.pauses', { facts: { silentSeconds: 0.5 } }),
    ]
    const copy = [{ id: 'm', width: 1012, height: 288, deletedAt: null } as CaseCopy]
    expect(tracksOf(run({ evidence }), copy).spectrogram).toMatchObject({
      reading:
        'Strongest at about 440 Hz; less than 1% of the energy above 4 kHz; nothing above about 3.9 kHz of the 8 kHz that the file could carry; every sample zero for 0.5 seconds.',
      levels: {
        bandEnds: [250, 8000],
        windowSeconds: 2,
        levels: [
          [-20, -120],
          [-3, 0],
        ],
      },
    })
  })
})
