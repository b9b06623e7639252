import { expect, test } from 'vitest'
import { readReply } from '@/lib/detect/detectors/read-reply'
import { analysisOfReply, pictureIn } from '@/lib/detect/detectors/reply-analysis'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { type DetectionRecord, detectionItem, type KeptEvidence } from '@/lib/detect/response'
import type { Analysis } from '@/lib/engine/analysis'
import { analysis } from '../../support/rows'

const addressOf = (id: string) => `https://far.example/api/media/${id}`
const host = 'far.example'

const piece: KeptEvidence = {
  check: 'jpeg.ghost',
  title: 'JPEG ghosts',
  family: 'edit',
  points: 'manipulated',
  status: 'hit',
  llr: 1.2,
  strong: false,
  explain: 'Part of the picture was saved differently.',
  doesNotShow: 'It does not show who did it.',
  facts: { quality: 80 },
  region: { left: 0.1, top: 0.2, width: 0.3, height: 0.4 },
  time: null,
  mapMediaId: null,
  mapCaption: null,
}

/** What another Docket answers of an analysis, as it goes over the wire. */
function answer(change: Partial<Analysis>, more: Partial<DetectionRecord> = {}) {
  const { evidence: _, preview: __, ...result } = analysis(change)
  const record: DetectionRecord = {
    id: '0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0',
    status: 'completed',
    parameters: DetectionParameters.parse({}),
    result,
    errorMessage: null,
    progress: 1,
    stage: null,
    createdAt: new Date('2026-03-04T05:06:07.089Z'),
    updatedAt: new Date('2026-03-04T05:06:08Z'),
    case: { number: 7, title: 'a.png', mediaType: result.mediaType, zeroRetention: false, fileDeletedAt: null },
    original: { id: 'orig-1', filename: 'a.png', durationSeconds: null },
    intelligence: null,
    sourceTracing: null,
    evidence: [],
    copies: [],
    ...more,
  }
  return readReply(JSON.parse(JSON.stringify({ success: true, item: detectionItem(record, addressOf) })), host)
}

function analyse(reply: ReturnType<typeof answer>, mediaType: Analysis['mediaType']): Analysis {
  const parameters = { frameLength: 2, startRegion: null }
  return analysisOfReply(reply, { host, mediaType, zeroRetention: false, parameters, facts: null, map: null })
}

const verdict = { label: 'Fake' as const, score: 0.95, synthetic: 0.95, manipulated: 0.2, summary: 'Declared.' }

test('a picture is read whole, with its evidence, and without taking the media for a map', () => {
  const reply = answer({ mediaType: 'image', verdict }, { evidence: [piece] })
  expect(reply.surprises).toEqual([])
  expect(pictureIn(reply)).toBeNull()
  const { verdict: read, evidence } = analyse(reply, 'image')
  expect(read).toMatchObject({ label: 'Fake', score: 0.95 })
  expect(evidence.map(({ check }) => check)).toEqual(['remote.picture', 'jpeg.ghost'])
})

test('its map is the one to fetch', () => {
  const reply = answer({ mediaType: 'image', verdict }, { evidence: [{ ...piece, mapMediaId: 'map-1' }] })
  expect(pictureIn(reply)).toEqual({ kind: 'heatmap', address: addressOf('map-1') })
})

test('sound is read whole, undecided windows and all', () => {
  const reply = answer({ mediaType: 'audio', verdict })
  expect(reply).toMatchObject({ surprises: [], sound: { label: 'Fake', score: 0.95, noSpeech: false } })
  expect(analyse(reply, 'audio').doubts).toEqual([])
})

test('a video is read whole, and its frames come back at their seconds', () => {
  const frames = [0, 1, 2, 3].map((second) => ({
    second,
    verdict: { ...verdict, score: 0.9 + second / 100 },
    hits: [],
  }))
  const reply = answer({ mediaType: 'video', verdict, frames })
  expect(reply.surprises).toEqual([])
  const read = analyse(reply, 'video')
  expect(read.frames.map(({ second, verdict }) => [second, verdict?.score])).toEqual([
    [0, 0.9],
    [1, 0.91],
    [2, 0.92],
    [3, 0.93],
  ])
})

test('one that still runs, and one that failed', () => {
  const { status, docket } = answer({}, { status: 'processing', result: null, stage: 'Decoding', progress: 0.4 })
  expect([status, docket?.stage]).toEqual(['processing', 'Decoding'])
  expect(answer({}, { status: 'failed', result: null, errorMessage: 'It is damaged.' })).toMatchObject({
    status: 'failed',
    errorMessage: 'It is damaged.',
    surprises: [],
  })
})
