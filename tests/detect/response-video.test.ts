import path from 'node:path'
import { expect, it } from 'vitest'
import { DetectionItem } from '@/lib/detect/item-detection'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { detectionItem } from '@/lib/detect/response'
import { analyseVideo } from '@/lib/engine/video/analyse-video'
import { redactResult } from '@/lib/retention/redact-result'
import { examined } from '../support/examined'
import { formatsFolder, useMedia } from '../support/media'

const media = useMedia()

/** What the API answers of a real video, held to its own schema. */
async function answerOf(
  name: string,
  { zeroRetention = false, ...asked }: { zeroRetention?: boolean; modality?: 'video' },
) {
  const whole = await analyseVideo(await media.request(path.join(formatsFolder, name), 'video', asked), () => {})
  const { result, evidence } = examined(zeroRetention ? redactResult(whole) : whole)
  const item = detectionItem(
    {
      id: '0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0',
      status: 'completed',
      parameters: DetectionParameters.parse({ audioSourceTracing: true, frameLength: 2, ...asked }),
      result,
      errorMessage: null,
      progress: 1,
      stage: null,
      createdAt: new Date(),
      updatedAt: new Date(),
      case: { number: 1, title: name, mediaType: 'video', zeroRetention, fileDeletedAt: null },
      original: null,
      intelligence: null,
      sourceTracing: null,
      evidence: evidence.map((piece, at) => ({ id: `e${at}`, ...piece })),
      copies: [],
    },
    (id) => `http://docket.test/${id}`,
  )
  return DetectionItem.parse(JSON.parse(JSON.stringify(item)))
}

it.each([false, true])('a video in which eSpeak speaks (zero retention: %s)', async (zeroRetention) => {
  const { metrics, video_metrics, audio_source_tracing, docket } = await answerOf('spoken.mp4', { zeroRetention })
  expect(metrics).toMatchObject({ label: 'inconclusive', aggregated_score: '0.5' })
  const scores = 'score' in metrics ? metrics.score : []
  expect(scores).toHaveLength(7)
  expect(scores.filter((score) => Number(score) > 0.5).length).toBeGreaterThan(3)
  expect(video_metrics?.children).toMatchObject([{ conclusion: 'Neutral/Uncertain', children: [] }])
  expect([audio_source_tracing, docket.voice_family?.label]).toEqual([null, 'eSpeak'])
  expect(docket.doubts.map(({ code }) => code)).toContain('tracks_disagree')
})

it('a video without sound whose frames were judged, and one whose sound was not wanted', async () => {
  const { metrics, video_metrics } = await answerOf('motion-jpeg-sharp.mov', {})
  expect(metrics).toEqual({})
  expect(video_metrics?.children).toMatchObject([{ children: [{ timestamp: 0, children: [{}, { timestamp: 1 }] }] }])
  expect((await answerOf('spoken.mp4', { modality: 'video' })).metrics).toEqual({})
})
