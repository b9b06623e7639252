import { describe, expect, test } from 'vitest'
import { readReply } from '@/lib/detect/detectors/read-reply'
import { analysisOfReply, type JudgedElsewhere } from '@/lib/detect/detectors/reply-analysis'
import { labelOfScore } from '@/lib/detect/detectors/reply-values'
import type { DetectionParameters } from '@/lib/detect/request-parameters'
import { redactResult } from '@/lib/retention/redact-result'
import { audioMetrics, imageMetrics, videoMetrics } from '../../support/hosted-items'

const host = 'app.resemble.ai'
const uuid = '3f1c7a52-0b7e-4c58-9d53-2e1c0c8a7b41'
const parameters = { frameLength: 2, startRegion: null } satisfies Partial<DetectionParameters>
const map = { path: '/w/remote-picture.webp', contentType: 'image/webp' as const, width: 8, height: 8 }

function analyse(item: Record<string, unknown>, about: Partial<JudgedElsewhere> = {}) {
  const reply = readReply({ success: true, item: { uuid, status: 'completed', ...item } }, host)
  const mediaType = reply.mediaType ?? 'audio'
  return analysisOfReply(reply, { host, mediaType, zeroRetention: false, parameters, facts: null, map: null, ...about })
}
const sound = (over: Record<string, unknown> = {}) =>
  analyse({ media_type: 'audio', duration: '8.0', metrics: audioMetrics('https://a.example', over) })
const codes = ({ doubts }: { doubts: { code: string }[] }) => doubts.map(({ code }) => code)

test('sound', () => {
  const { verdict, evidence, coverage, doubts, facts, frames } = sound()
  expect(verdict).toEqual({
    label: 'Fake',
    score: 0.9701,
    synthetic: 0.9701,
    manipulated: 0.9701,
    summary: 'app.resemble.ai judged the sound fake, 0.97.',
  })
  expect(coverage).toBe('Analysed by app.resemble.ai; the built-in checks were not run in this analysis.')
  expect(doubts).toEqual([])
  expect([facts.durationSeconds, frames]).toEqual([8, []])
  expect(evidence).toEqual([
    {
      check: 'remote.sound',
      title: 'The sound, judged elsewhere',
      family: 'model',
      points: 'synthetic',
      status: 'hit',
      llr: 0,
      strong: true,
      explain: 'app.resemble.ai judged the sound fake, 0.97. 3 of the 3 windows it judged score 0.50 or more.',
      doesNotShow: expect.stringContaining('Docket has not tested it'),
      facts: {
        label: 'Fake',
        score: 0.9701,
        consistency: 0.9725,
        windows: 4,
        windowsJudged: 3,
        highestWindow: 0.9912,
      },
      time: { start: 0, end: 2 },
    },
  ])
})

test('windows lie where the request put them', () => {
  const item = {
    media_type: 'audio',
    metrics: audioMetrics('https://a.example', { image: null, score: ['0.1', '0.9'] }),
  }
  const [piece] = analyse(item, { parameters: { frameLength: 4, startRegion: 10 } }).evidence
  expect(piece?.time).toEqual({ start: 14, end: 18 })
})

test.each([
  ['fake', 'Fake', 'synthetic', 'hit'],
  ['likely fake', 'Likely fake', 'synthetic', 'hit'],
  ['inconclusive', 'Neutral/Uncertain', 'synthetic', 'clear'],
  ['likely real', 'Likely real', 'authentic', 'hit'],
  ['real', 'Real', 'authentic', 'hit'],
])('the label %s', (label, expected, points, status) => {
  const { verdict, evidence } = sound({ label, aggregated_score: '0.5' })
  expect(verdict.label).toBe(expected)
  expect(evidence[0]).toMatchObject({ points, status })
})

describe('a picture', () => {
  const item = { media_type: 'image', image_metrics: imageMetrics() }

  test('its verdict, its score of edits, and its map', () => {
    const { verdict, evidence } = analyse(item, { map })
    expect(verdict).toMatchObject({ label: 'Likely fake', score: 0.7312, synthetic: 0.7312, manipulated: 0.42 })
    expect(evidence[0]).toMatchObject({
      check: 'remote.picture',
      facts: { editedScore: 0.42 },
      map: { ...map, kind: 'heatmap', caption: expect.stringContaining(host) },
    })
  })

  test('a score of edits above the verdict’s is said', () => {
    const more = { label: 'Real', score: 0.1, ifl: { score: 0.9 } }
    expect(codes(analyse({ ...item, image_metrics: imageMetrics(more) }))).toEqual(['label_and_score_disagree'])
  })

  test('copies on the web are named, but never under zero retention', () => {
    const sources = [{ url: 'https://a.example/secret', title: 'Secret', similarity: 1 }]
    const found = { ...item, image_metrics: imageMetrics({ reverse_image_search_sources: sources }) }
    expect(JSON.stringify(analyse(found))).toContain('secret')
    expect(JSON.stringify(redactResult(analyse(found, { zeroRetention: true, map })))).not.toMatch(/secret/i)
    expect(redactResult(analyse(found, { zeroRetention: true, map })).evidence[0]?.map).toBeUndefined()
  })

  test('what another Docket found stands with its own words and weights', () => {
    const piece = {
      type: 'Evidence',
      check: 'provenance.c2pa',
      title: 'Content Credentials (C2PA)',
      family: 'provenance',
      points: 'synthetic',
      status: 'hit',
      llr: 5.4,
      strong: true,
      explain: 'Declared.',
      does_not_show: 'Nothing else.',
      facts: { state: 'valid' },
      region: null,
      time: null,
      image: 'https://b.example/api/media/1',
      caption: 'A map',
    }
    const { evidence } = analyse({ ...item, image_metrics: imageMetrics({ children: [piece] }) })
    expect(evidence[1]).toEqual({
      check: 'provenance.c2pa',
      title: 'Content Credentials (C2PA)',
      family: 'provenance',
      points: 'synthetic',
      status: 'hit',
      llr: 5.4,
      strong: true,
      explain: 'Declared.',
      doesNotShow: 'Nothing else.',
      facts: { state: 'valid' },
    })
  })
})

describe('a video', () => {
  const item = {
    media_type: 'video',
    duration: 6,
    metrics: audioMetrics('https://a.example'),
    video_metrics: videoMetrics(),
  }

  test('both tracks are judged; the higher score decides', () => {
    const { verdict, evidence, doubts } = analyse(item)
    expect(verdict).toMatchObject({
      label: 'Fake',
      score: 0.9701,
      summary: 'app.resemble.ai judged the picture fake, 0.90, and judged the sound fake, 0.97.',
    })
    expect(evidence.map(({ check, strong }) => [check, strong])).toEqual([
      ['remote.video', false],
      ['remote.sound', true],
    ])
    expect(doubts).toEqual([])
  })

  test('tracks that disagree are a doubt', () => {
    const { verdict, doubts } = analyse({ ...item, metrics: { label: 'real', aggregated_score: '0.05' } })
    expect(verdict).toMatchObject({ label: 'Fake', score: 0.9034 })
    expect(doubts).toEqual([
      {
        code: 'tracks_disagree',
        says: 'app.resemble.ai judged the picture fake, 0.90, but judged the sound real, 0.05. The verdict is that of the higher score.',
      },
    ])
    const undecided = { ...item, metrics: { label: 'inconclusive', aggregated_score: '0.5' } }
    expect(codes(analyse(undecided))).toEqual([])
  })

  test('frames come from its tree, spread over their chunk; a chunk without stands for itself', () => {
    const { frames } = analyse(item)
    expect(frames.map(({ second, verdict }) => [second, verdict?.score])).toEqual([
      [0, 0.91],
      [1, 0.88],
      [2, 0.93],
      [4, 0.5],
    ])
    expect(frames[0]).toMatchObject({ hits: [{ explain: 'app.resemble.ai judged this frame fake, 0.91.' }] })
  })

  test('frames that differ widely are a doubt, as with the engine', () => {
    const frame = (score: number, timestamp: number) => ({ type: 'VideoFrameResult', score, timestamp })
    const children = [frame(0.05, 0), frame(0.95, 1), frame(0.05, 2), frame(0.95, 3)]
    const shown = analyse({ media_type: 'video', video_metrics: { label: 'Fake', score: 0.95, children } })
    expect(shown.frames).toHaveLength(4)
    expect(codes(shown)).toEqual(['frames_disagree'])
  })

  test('without a tree, without sound', () => {
    const { frames, verdict } = analyse({
      media_type: 'video',
      metrics: {},
      video_metrics: { label: 'Real', score: 0 },
    })
    expect([frames, verdict.label]).toEqual([[], 'Real'])
  })
})

describe('doubts', () => {
  test('no speech leaves the sound undecided', () => {
    const { verdict, evidence, doubts } = sound({ label: 'real', aggregated_score: '-1.0', score: [] })
    expect(verdict).toMatchObject({
      label: 'Neutral/Uncertain',
      score: 0.5,
      summary: 'app.resemble.ai heard no speech.',
    })
    expect(doubts).toEqual([
      { code: 'no_speech', says: 'app.resemble.ai heard no speech, so it gave no verdict on the sound.' },
    ])
    expect(evidence).toMatchObject([{ check: 'remote.sound', status: 'not_applicable', strong: false }])
  })

  test.each([
    ['real', '0.93', true],
    ['fake', '0.02', true],
    ['fake', '0.5', false],
    ['likely real', '0.55', false],
    ['real', '0.19', false],
  ])('%s with %s disagrees: %s', (label, aggregated_score, disagrees) => {
    expect(codes(sound({ label, aggregated_score }))).toEqual(disagrees ? ['label_and_score_disagree'] : [])
  })

  test('a label without a score, a score without a label', () => {
    const bare = sound({ aggregated_score: null, score: [] })
    expect(bare.verdict).toMatchObject({ label: 'Fake', score: 0.9 })
    expect(codes(bare)).toEqual(['incomplete'])
    const unnamed = sound({ label: null, aggregated_score: '0.7' })
    expect(unnamed.verdict).toMatchObject({ label: 'Likely fake', score: 0.7 })
    expect(codes(unnamed)).toEqual(['incomplete'])
  })

  test('windows alone are averaged', () => {
    expect(sound({ aggregated_score: null, score: ['0.8', null, '0.6'] }).verdict.score).toBeCloseTo(0.7)
  })

  test('no verdict on anything', () => {
    const { verdict, doubts, evidence } = analyse({ media_type: 'audio', metrics: {} })
    expect(verdict).toMatchObject({ label: 'Neutral/Uncertain', score: 0.5, summary: `${host} gave no verdict.` })
    expect(doubts).toEqual([{ code: 'incomplete', says: `${host} ended the analysis without a verdict on anything.` }])
    expect(evidence).toEqual([])
  })

  test('what could not be read is named, five places at most', () => {
    const { doubts } = sound({ score: Array(9).fill('x') })
    expect(doubts).toMatchObject([
      { code: 'incomplete', says: expect.stringMatching(/metrics\.score\[4\] and 4 more\.$/) },
    ])
  })

  test('short media is a doubt, as with the engine', () => {
    expect(codes(analyse({ media_type: 'audio', duration: 1, metrics: audioMetrics('https://a.example') }))).toEqual([
      'short',
    ])
  })
})

test('watermark, tracing and Content Credentials', () => {
  const { evidence, c2pa } = analyse({
    media_type: 'audio',
    metrics: audioMetrics('https://a.example'),
    watermark: { status: 'completed', metrics: { overall_status: 'present', detected_model_versions: ['perth_v2'] } },
    audio_source_tracing: { label: 'elevenlabs' },
    c2pa_manifest: { validation_state: 'Valid', active_manifest: 'urn:x', message: 'Signed.' },
  })
  expect(evidence.map(({ check, status, points }) => [check, status, points])).toEqual([
    ['remote.sound', 'hit', 'synthetic'],
    ['remote.watermark', 'hit', 'synthetic'],
    ['remote.tracing', 'hit', 'context'],
  ])
  expect(c2pa).toMatchObject({ validation_state: 'Valid', active_manifest: 'urn:x', message: 'Signed.' })
  expect(sound().c2pa).toMatchObject({
    validation_state: 'Unavailable',
    message: expect.stringContaining('did not say'),
  })
})

test.each([
  ['absent', 'clear'],
  ['inconclusive', 'clear'],
  ['degraded', 'hit'],
])('a watermark that is %s', (overall_status, status) => {
  const { evidence } = analyse({ media_type: 'audio', watermark: { metrics: { overall_status } } })
  expect(evidence).toMatchObject([{ check: 'remote.watermark', status }])
})

test('every piece explains itself, and says what it does not show', () => {
  for (const piece of [
    ...sound().evidence,
    ...analyse({ media_type: 'image', image_metrics: imageMetrics() }).evidence,
  ]) {
    expect(piece.explain).toMatch(/\.$/)
    expect(piece.doesNotShow).toMatch(/\.$/)
  }
})

test.each([
  [0, 'Real'],
  [0.1999, 'Real'],
  [0.2, 'Likely real'],
  [0.3999, 'Likely real'],
  [0.4, 'Neutral/Uncertain'],
  [0.5999, 'Neutral/Uncertain'],
  [0.6, 'Likely fake'],
  [0.7999, 'Likely fake'],
  [0.8, 'Fake'],
  [1, 'Fake'],
])('a probability of %d goes with %s', (score, label) => {
  expect(labelOfScore(score)).toBe(label)
})
