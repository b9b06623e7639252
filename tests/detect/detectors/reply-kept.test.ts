import { expect, test } from 'vitest'
import { allowedReply, largestKept } from '@/lib/detect/detectors/reply-kept'
import { audioMetrics, imageMetrics, videoMetrics } from '../../support/hosted-items'

const canary = 'canary-Jane-Doe'
const item = {
  uuid: '3f1c7a52-0b7e-4c58-9d53-2e1c0c8a7b41',
  status: 'completed',
  media_type: 'video',
  metrics: audioMetrics(`https://${canary}.example`, { note: canary }),
  image_metrics: imageMetrics({ image: `https://${canary}.example`, children: [{ explain: canary, score: 0.4 }] }),
  video_metrics: videoMetrics({ treeview: canary }),
  audio_source_tracing: { label: canary },
  intelligence: { description: { transcription: canary } },
  c2pa_manifest: { manifests: { a: canary }, message: canary },
  url: `https://${canary}.example/a.mp4`,
  audio_url: `https://${canary}.example/a.mp4`,
  filename: `${canary}.mp4`,
  error_message: canary,
  extra_params: { name: canary },
  docket: { summary: canary },
  duration: '12.48',
  zero_retention_mode: true,
  file_deleted_at: null,
  created_at: '2026-01-02T03:04:05.678Z',
  [canary]: 1,
}

test('what is kept is the item as it came, without pictures', () => {
  const kept = allowedReply({ success: true, item }, false)
  expect(kept).toMatchObject({ uuid: item.uuid, filename: `${canary}.mp4`, intelligence: item.intelligence })
  expect(JSON.stringify(kept)).not.toContain('data:image')
  expect((kept.image_metrics as { ifl: object }).ifl).toMatchObject({
    heatmap: expect.stringContaining('of a picture'),
  })
})

test('under zero retention nothing that tells of the media is kept, wherever it stands', () => {
  const kept = allowedReply({ success: true, item }, true)
  expect(JSON.stringify(kept)).not.toMatch(/canary|jane|data:|https/i)
  expect(kept).toMatchObject({
    uuid: item.uuid,
    status: 'completed',
    duration: '12.48',
    zero_retention_mode: true,
    file_deleted_at: null,
    created_at: item.created_at,
    metrics: { label: 'fake', score: ['0.9912', '0.9637', '0.9700', null], consistency: '97.25%' },
    image_metrics: { label: 'Likely fake', score: '0.7312', ifl: { score: 0.42 }, children: [{ score: 0.4 }] },
  })
  expect(kept.video_metrics).toMatchObject({
    children: [{ 'certainty (%)': '90.34%', children: [{ timestamp: 0 }, {}, {}] }],
  })
})

test('under zero retention an allowed field holds no sentence either', () => {
  const kept = allowedReply(
    {
      item: {
        uuid: item.uuid,
        status: 'Jane Doe',
        media_type: 'jane-doe.jpg',
        created_at: 'Jane 1',
        metrics: { label: `“${canary}”`, score: [{ canary }], consistency: 'Jane', type: 'Jane' },
      },
    },
    true,
  )
  expect(kept).toEqual({ uuid: item.uuid, metrics: {}, created_at: expect.stringMatching(/^2001-01-01T|^2000-12-31T/) })
})

test('a huge reply keeps the fields that tell nothing, and says so', () => {
  const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`field_${i}`, 'some words of text']))
  const kept = allowedReply({ item: { ...item, many } }, false)
  expect(kept).toMatchObject({ uuid: item.uuid, shortened: true })
  expect(JSON.stringify(kept).length).toBeLessThan(largestKept)
})

test.each([[null], [undefined], ['text'], [[]], [{}], [{ item: null }]])('%j keeps nothing much', (body) => {
  expect(Object.keys(allowedReply(body, false)).length).toBeLessThanOrEqual(1)
  expect(allowedReply(body, true)).toEqual({})
})

test('what Postgres does not store is cleaned', () => {
  expect(allowedReply({ item: { uuid: 'a\0b', status: 'completed' } }, false).uuid).toBe('ab')
})
