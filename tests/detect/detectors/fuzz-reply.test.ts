import { expect, test } from 'vitest'
import { type RemoteReply, readReply } from '@/lib/detect/detectors/read-reply'
import { RemoteFailure } from '@/lib/detect/detectors/remote-failure'
import { analysisOfReply, pictureIn, spanOf } from '@/lib/detect/detectors/reply-analysis'
import { allowedReply } from '@/lib/detect/detectors/reply-kept'
import { reportInWords } from '@/lib/detect/detectors/reply-report'
import { reportedMetrics, withAddresses } from '@/lib/detect/detectors/reported-metrics'
import { AudioMetrics, ImageMetrics, VideoMetrics } from '@/lib/detect/item-metrics'
import { labels, type MediaType } from '@/lib/engine/analysis'
import { audioMetrics, imageMetrics, videoMetrics } from '../../support/hosted-items'

/** Values that services have sent, or might. */
const oddities: unknown[] = [
  null,
  undefined,
  '',
  ' ',
  {},
  [],
  [[]],
  [null],
  { a: {} },
  true,
  false,
  0,
  -0,
  -1,
  '-1.0',
  '-0.002',
  1e308,
  -1e308,
  1e-320,
  '1e999',
  'NaN',
  'Infinity',
  '97%',
  '9'.repeat(5000),
  ' '.repeat(5000),
  '\0',
  '\uD800',
  'Fake',
  'REAL',
  'inconclusive',
  'null',
  'constructor',
  '__proto__',
  { toString: 'x' },
  { length: 5 },
  'data:image/png;base64,AAAA',
  'https://a.example/x',
  '<svg/>',
  Array(300).fill({}),
  { children: [{ children: [{ children: [] }] }] },
  { score: [1] },
  '2026-01-01',
  '٣',
  '1,5',
  -5,
  101,
  1.0005,
]

const whole = {
  uuid: '3f1c7a52-0b7e-4c58-9d53-2e1c0c8a7b41',
  status: 'completed',
  media_type: 'video',
  metrics: audioMetrics('https://a.example'),
  image_metrics: imageMetrics({ reverse_image_search_sources: [{ url: 'https://a.example', similarity: 1 }] }),
  video_metrics: videoMetrics(),
  watermark: { status: 'completed', metrics: { overall_status: 'present', confidence: 0.5, synthid: true } },
  audio_source_tracing: { label: 'x', error_message: null },
  intelligence: { status: 'completed', description: { language: 'en', fraud: { type: 'none', confidence: 3 } } },
  c2pa_manifest: { validation_state: 'Valid', manifests: { a: 1 }, validation_results: { success: [{ code: 'a' }] } },
  duration: '12.4',
  filename: 'a.mp4',
  url: null,
  zero_retention_mode: false,
  created_at: '2026-01-02T03:04:05.678Z',
  docket: { summary: 'S', coverage: 'C', stage: null },
}

test('whatever stands anywhere in a reply, all that is made of it keeps its form', () => {
  const random = randomOf(20_260)
  let read = 0
  for (let round = 0; round < 1000; round++) {
    const item = structuredClone(whole)
    for (let i = 0; i <= round % 5; i++) spoil(item, random)
    const body = JSON.parse(JSON.stringify({ success: true, item }))
    let reply: RemoteReply
    try {
      reply = readReply(body, 'a.example')
    } catch (error) {
      expect(error).toBeInstanceOf(RemoteFailure)
      continue
    }
    read++
    check(reply, body)
  }
  expect(read).toBeGreaterThan(700)
})

function check(reply: RemoteReply, body: unknown): void {
  const parameters = { frameLength: 2, startRegion: null }
  for (const mediaType of ['audio', 'image', 'video'] satisfies MediaType[]) {
    const about = { host: 'a.example', mediaType, zeroRetention: false, parameters, facts: null, map: null }
    const analysis = analysisOfReply(reply, about)
    const { verdict, evidence, frames, doubts } = analysis
    expect(labels).toContain(verdict.label)
    for (const share of [
      verdict.score,
      verdict.synthetic,
      verdict.manipulated,
      ...frames.map((one) => one.verdict?.score ?? Number.NaN),
    ])
      expect(share >= 0 && share <= 1).toBe(true)
    expect(frames.every(({ second }) => Number.isFinite(second) && second >= 0)).toBe(true)
    for (const { explain, facts, time } of evidence) {
      expect(explain.replace(/“.*”/s, '')).not.toMatch(/undefined|NaN|\[object/)
      expect(Object.values(facts).every((fact) => typeof fact !== 'number' || Number.isFinite(fact))).toBe(true)
      expect(!time || time.end > time.start).toBe(true)
    }
    expect(doubts.every(({ says }) => !/undefined|NaN|\[object/.test(says))).toBe(true)
    const reported = reportedMetrics({ reply, analysis, span: spanOf(parameters), zeroRetention: false })
    const {
      metrics,
      image_metrics: still,
      video_metrics: video,
    } = withAddresses(reported, { map: null, original: null })
    expect(AudioMetrics.nullable().safeParse(metrics).error).toBeUndefined()
    expect(ImageMetrics.nullable().safeParse(still).error).toBeUndefined()
    expect(VideoMetrics.nullable().safeParse(video).error).toBeUndefined()
  }
  reportInWords(reply)
  pictureIn(reply)
  for (const zeroRetention of [true, false]) {
    const kept = JSON.stringify(allowedReply(body, zeroRetention))
    expect(kept).not.toMatch(/\\u0000|\\ud800/i)
  }
}

/** Puts an oddity at a random place. */
function spoil(item: object, random: () => number): void {
  let at = item as Record<string, unknown>
  for (;;) {
    const names = Object.keys(at)
    const name = names[Math.floor(random() * names.length)]
    if (name === undefined) return
    const inside = at[name]
    if (typeof inside === 'object' && inside !== null && random() < 0.75) {
      at = inside as Record<string, unknown>
      continue
    }
    at[name] = structuredClone(oddities[Math.floor(random() * oddities.length)])
    return
  }
}

/** Numbers 0-1 that come the same each time (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
