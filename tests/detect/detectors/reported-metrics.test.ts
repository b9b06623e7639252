import { describe, expect, test } from 'vitest'
import { readReply } from '@/lib/detect/detectors/read-reply'
import { analysisOfReply, spanOf } from '@/lib/detect/detectors/reply-analysis'
import { pictureHere, reportedMetrics, withAddresses } from '@/lib/detect/detectors/reported-metrics'
import { AudioMetrics, ImageMetrics, VideoMetrics } from '@/lib/detect/item-metrics'
import { redactResult } from '@/lib/retention/redact-result'
import { audioMetrics, imageMetrics, videoMetrics } from '../../support/hosted-items'

const host = 'app.resemble.ai'
const uuid = '3f1c7a520b7e4c589d532e1c0c8a7b41'
const parameters = { frameLength: 2, startRegion: null }
const map = { path: '/w/remote-picture.webp', contentType: 'image/webp' as const, width: 8, height: 8 }

function report(item: Record<string, unknown>, { zeroRetention = false, fetched = true } = {}) {
  const reply = readReply({ success: true, item: { uuid, status: 'completed', ...item } }, host)
  const mediaType = reply.mediaType ?? 'audio'
  const about = { host, mediaType, zeroRetention, parameters, facts: null, map: fetched ? map : null }
  const analysis = analysisOfReply(reply, about)
  const kept = zeroRetention ? redactResult(analysis) : analysis
  return reportedMetrics({ reply, analysis: kept, span: spanOf(parameters), zeroRetention })
}

test('sound, exactly in our form', () => {
  const { metrics, image_metrics, video_metrics } = report({
    media_type: 'audio',
    metrics: audioMetrics('https://a.example'),
  })
  expect(AudioMetrics.parse(metrics)).toEqual({
    label: 'fake',
    score: ['0.9912', '0.9637', '0.97', null],
    consistency: '97.25%',
    aggregated_score: '0.9701',
    image: pictureHere,
  })
  expect([image_metrics, video_metrics]).toEqual([null, null])
})

test('no speech stays -1.0', () => {
  const { metrics } = report({ media_type: 'audio', metrics: { label: 'real', aggregated_score: -1, score: [null] } })
  expect(AudioMetrics.parse(metrics)).toEqual({
    label: 'inconclusive',
    score: [null],
    consistency: '',
    aggregated_score: '-1.0',
  })
})

test('nothing measured is null', () => {
  expect(report({ media_type: 'audio', metrics: {} })).toEqual({
    metrics: null,
    image_metrics: null,
    video_metrics: null,
  })
  expect(report({ media_type: 'audio', metrics: { consistency: '1' } }).metrics).toBeNull()
})

describe('a picture', () => {
  const item = { media_type: 'image', image_metrics: imageMetrics() }

  test('exactly in our form, its map to be filled in', () => {
    const { image_metrics: still } = report(item)
    expect(ImageMetrics.parse(still)).toEqual(still)
    expect(still).toMatchObject({
      type: 'FinalResult',
      label: 'Likely fake',
      score: 0.7312,
      image: pictureHere,
      ifl: { score: 0.42, heatmap: pictureHere },
      children: [{ type: 'Evidence', check: 'remote.picture', image: pictureHere }],
    })
    expect(JSON.stringify(still)).not.toContain('data:')
  })

  test('addresses are filled in, and what was not kept is left out', () => {
    const reported = report(item)
    const shown = withAddresses(reported, { map: 'https://d.example/map', original: 'https://d.example/original' })
    expect(shown.image_metrics).toMatchObject({
      image: 'https://d.example/map',
      ifl: { heatmap: 'https://d.example/map' },
      children: [{ image: 'https://d.example/map', caption: expect.any(String) }],
    })
    const bare = withAddresses(reported, { map: null, original: 'https://d.example/original' })
    expect(ImageMetrics.parse(bare.image_metrics)).toMatchObject({
      image: 'https://d.example/original',
      ifl: null,
      children: [{ image: null, caption: null }],
    })
    expect(JSON.stringify(withAddresses(reported, { map: null, original: null }))).not.toContain('docket:')
    const sound = report({ media_type: 'audio', metrics: audioMetrics('https://a.example') })
    expect(withAddresses(sound, { map: 'https://d.example/s', original: null }).metrics?.image).toBe(
      'https://d.example/s',
    )
    expect(withAddresses(sound, { map: null, original: null }).metrics).not.toHaveProperty('image')
    const none = { metrics: null, image_metrics: null, video_metrics: null }
    expect(withAddresses(none, { map: null, original: null })).toEqual(none)
  })

  test('a picture that was not fetched is not named', () => {
    expect(report(item, { fetched: false }).image_metrics).toMatchObject({ image: null, ifl: null })
  })

  test('copies on the web, those with an address and a likeness; none under zero retention', () => {
    const sources = [
      { url: 'https://a.example/1', title: null, similarity: '90%' },
      { url: null, similarity: 1 },
      { url: 'https://a.example/2' },
    ]
    const found = { ...item, image_metrics: imageMetrics({ reverse_image_search_sources: sources }) }
    const { image_metrics: still } = report(found)
    expect(ImageMetrics.parse(still).reverse_image_search_sources).toEqual([
      { url: 'https://a.example/1', title: '', reason: '', verdict: null, similarity: 0.9 },
    ])
    const bare = report(found, { zeroRetention: true }).image_metrics
    expect(bare).not.toHaveProperty('reverse_image_search_sources')
    expect(bare).toMatchObject({ image: null, ifl: null })
  })
})

describe('a video', () => {
  const item = { media_type: 'video', metrics: audioMetrics('https://a.example'), video_metrics: videoMetrics() }

  test('exactly in our form: three levels, the sound track beside it', () => {
    const { metrics, video_metrics: video } = report(item)
    expect(VideoMetrics.parse(video)).toEqual(video)
    expect(metrics?.label).toBe('fake')
    expect(video).toMatchObject({ label: 'Fake', score: 0.9034, certainty: 0.81, treeview: 'Video: Fake' })
    expect(video?.children[0]?.children.map(({ timestamp, children }) => [timestamp, children.length])).toEqual([
      [0, 2],
      [2, 1],
      [4, 0],
    ])
    expect(video?.children[0]?.children[0]).toMatchObject({ type: 'VideoChunkResult', 'certainty (%)': '90.0' })
    expect(report(item, { zeroRetention: true }).video_metrics).not.toHaveProperty('treeview')
  })

  test.each([
    ['chunks without a whole', [{ type: 'VideoChunkResult', score: 0.7, timestamp: 4 }], [[4, 0]]],
    [
      'documented names',
      [{ type: 'VideoResult', score: 0.7, children: [{ type: 'ImageResult', children: [{ score: 0.7 }] }] }],
      [[0, 1]],
    ],
    ['nodes with nothing in them', [{ type: 'VideoResult', children: [{ type: 'X' }] }], []],
    ['no nodes', [], undefined],
  ])('%s', (_, children, chunks) => {
    const { video_metrics: video } = report({
      media_type: 'video',
      video_metrics: { label: 'Likely fake', score: 0.7, children },
    })
    expect(VideoMetrics.parse(video)).toEqual(video)
    expect(video?.children[0]?.children.map((chunk) => [chunk.timestamp, chunk.children.length])).toEqual(chunks)
  })
})
