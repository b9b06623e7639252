import { expect, test } from 'vitest'
import { z } from 'zod'
import { readReply } from '@/lib/detect/detectors/read-reply'
import { analysisOfReply, pictureIn } from '@/lib/detect/detectors/reply-analysis'
import { EvidenceNode } from '@/lib/detect/item-metrics'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { type DetectionRecord, detectionItem, type KeptEvidence } from '@/lib/detect/response'
import type { Analysis } from '@/lib/engine/analysis'
import { redactReply } from '@/lib/retention/redact-reply'
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

test('counts and caps come along; evidence of an older Docket, or an older row, has none', () => {
  const card = { name: 'jpeg.ghost', positives: 143, hits: 44, negatives: 143, falseHits: 2 }
  const read = (change: Partial<KeptEvidence>) =>
    analyse(answer({ mediaType: 'image', verdict }, { evidence: [{ ...piece, ...change }] }), 'image').evidence[1]
  expect(read({ cap: 1.4, card })).toMatchObject({ check: 'jpeg.ghost', llr: 1.2, cap: 1.4, card })
  for (const old of [read({}), read({ cap: null, card: null })]) {
    expect(old).toMatchObject({ check: 'jpeg.ghost', llr: 1.2 })
    expect(old).not.toHaveProperty('cap')
    expect(old).not.toHaveProperty('card')
  }
})

test('what an older Docket reads of a newer one’s evidence is all but what it does not know', () => {
  const { cap: _cap, card: _card, ...known } = EvidenceNode.shape
  const { doesNotShow, mapMediaId: _, mapCaption: caption, ...rest } = piece
  const node = { type: 'Evidence', ...rest, does_not_show: doesNotShow, image: null, caption }
  const newer = { ...node, cap: 1.4, card: { name: 'a', positives: 1, hits: 1, negatives: 1, falseHits: 0 } }
  expect(z.object(known).parse(newer)).toEqual(node)
  expect(EvidenceNode.parse(newer)).toEqual(newer)
})

test('under zero retention a card’s name is a word of another’s, and stays there; a cap is a number', () => {
  const card = { name: 'jpeg.ghost', positives: 143, hits: 44, negatives: 143, falseHits: 2 }
  const reply = answer({ mediaType: 'image', verdict }, { evidence: [{ ...piece, cap: 1.4, card }] })
  const [node] = redactReply(reply).picture?.children ?? []
  expect(node?.evidence).toMatchObject({ check: 'jpeg.ghost', llr: 1.2, cap: 1.4 })
  expect(node?.evidence).not.toHaveProperty('card')
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
