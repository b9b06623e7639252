import { describe, expect, test } from 'vitest'
import { chooseWay, mostDirectly } from '@/lib/detect/detectors/choose-way'
import { parametersOf, type RemoteSubmission } from '@/lib/detect/detectors/submission-form'
import { DetectionParameters } from '@/lib/detect/request-parameters'

function submission(
  over: Partial<RemoteSubmission> = {},
  parameters: Partial<DetectionParameters> = {},
): RemoteSubmission {
  return {
    marker: 'docket-1.mp4',
    mediaType: 'video',
    parameters: DetectionParameters.parse(parameters),
    zeroRetention: false,
    callbackUrl: null,
    idempotencyKey: 'k',
    ...over,
  }
}

describe('the way media is handed on', () => {
  const sourceUrl = 'https://a.example/a.jpg'
  test.each([
    ['a public address', { sizeBytes: 10, zeroRetention: false, sourceUrl }, 'url'],
    ['a public address, however large', { sizeBytes: mostDirectly * 10, zeroRetention: false, sourceUrl }, 'url'],
    ['a public address that must not be hosted', { sizeBytes: 10, zeroRetention: true, sourceUrl }, 'secure'],
    ['a file', { sizeBytes: 10, zeroRetention: false, sourceUrl: null }, 'file'],
    ['a file of 150 MiB', { sizeBytes: 157_286_400, zeroRetention: false, sourceUrl: null }, 'file'],
    ['a file of a byte more', { sizeBytes: 157_286_401, zeroRetention: false, sourceUrl: null }, 'secure'],
    ['a file that must not be hosted', { sizeBytes: 10, zeroRetention: true, sourceUrl: null }, 'secure'],
  ] as const)('%s', (_, media, way) => {
    expect(chooseWay(media)).toBe(way)
  })
})

describe('parameters', () => {
  test('zero retention is always said, either way', () => {
    expect(parametersOf(submission()).zero_retention_mode).toBe(false)
    expect(parametersOf(submission({ zeroRetention: true })).zero_retention_mode).toBe(true)
  })

  test('a video’s, in whole numbers, and nothing that was not asked for', () => {
    expect(parametersOf(submission({}, { maxVideoSecs: 30, startRegion: 1.5, modality: 'video' }))).toEqual({
      zero_retention_mode: false,
      visualize: true,
      intelligence: false,
      frame_length: 2,
      start_region: 1.5,
      modality: 'video',
      max_video_secs: 30,
      face_only: false,
    })
  })

  test.each([
    ['audio', ['frame_length', 'audio_source_tracing', 'use_ood_detector'], ['modality', 'use_reverse_search']],
    ['image', ['use_reverse_search'], ['frame_length', 'modality', 'face_only', 'use_ood_detector']],
    ['video', ['frame_length', 'modality'], ['use_reverse_search', 'audio_source_tracing']],
    [null, ['frame_length', 'modality', 'use_reverse_search', 'use_ood_detector'], []],
  ] as const)('for %s', (mediaType, sent, left) => {
    const names = Object.keys(parametersOf(submission({ mediaType })))
    expect(names).toEqual(expect.arrayContaining([...sent]))
    for (const name of left) expect(names).not.toContain(name)
  })

  test('a callback, and whether it waits for the report, only where both are asked for', () => {
    const callbackUrl = 'https://d.example/api/callbacks/detection/t'
    expect(parametersOf(submission({ callbackUrl, waitForIntelligence: true }))).not.toHaveProperty(
      'wait_for_intelligence',
    )
    expect(parametersOf(submission({ callbackUrl, waitForIntelligence: true }, { intelligence: true }))).toMatchObject({
      callback_url: callbackUrl,
      wait_for_intelligence: true,
    })
    expect(parametersOf(submission({ waitForIntelligence: true }, { intelligence: true }))).not.toHaveProperty(
      'callback_url',
    )
    expect(parametersOf(submission({}, { inferFromIntelligence: true }))).not.toHaveProperty('infer_from_intelligence')
  })
})
