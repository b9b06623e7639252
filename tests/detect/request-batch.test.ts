import { expect, test } from 'vitest'
import { parseBatchRequest } from '@/lib/detect/request-batch'

test('a batch draws its maps unless it is told not to', () => {
  const { parameters, callback, zeroRetention } = parseBatchRequest({})
  expect(parameters).toMatchObject({ visualize: true, frameLength: 2, audioSourceTracing: false })
  expect([callback, zeroRetention]).toEqual([null, false])
  expect(parseBatchRequest({ visualize: 'false' }).parameters.visualize).toBe(false)
})

test('both names of source tracing, both of zero retention, and numbers as any client writes them', () => {
  expect(parseBatchRequest({ audio_source_tracing_enabled: 'true' }).parameters.audioSourceTracing).toBe(true)
  expect(parseBatchRequest({ audio_source_tracing: '1' }).parameters.audioSourceTracing).toBe(true)
  expect(parseBatchRequest({ privacy_mode: 'true' }).zeroRetention).toBe(true)
  expect(parseBatchRequest({ max_video_secs: '2.0', start_region: '1.5' }).parameters).toMatchObject({
    maxVideoSecs: 2,
    startRegion: 1.5,
  })
})

test('what has no meaning here is ignored', () => {
  const given = {
    search_identity: 'true',
    use_llm: 'true',
    pipeline: 'x',
    detect_watermark: 'false',
    url: '',
    signal: '0',
  }
  expect(parseBatchRequest(given)).toEqual(parseBatchRequest({}))
})

test('the callback', () => {
  expect(parseBatchRequest({ callback_url: 'https://a.example/x', wait_for_intelligence: 'true' }).callback).toEqual({
    url: 'https://a.example/x',
    waitForIntelligence: true,
  })
})

test.each<[Record<string, string>, string, RegExp]>([
  [{ detect_watermark: 'true' }, 'bad_request', /^detect_watermark is not offered for batches/],
  [{ detect_watermark: 'maybe' }, 'bad_request', /^detect_watermark must be true or false/],
  [{ signal: 'true' }, 'forbidden', /^Signal is not served here/],
  [{ signal: 'true', zero_retention_mode: 'true' }, 'bad_request', /^signal cannot be combined/],
  [{ url: 'https://a.example/x' }, 'bad_request', /^url is not taken in a batch.*POST \/detect/],
  [{ media_token: 'x' }, 'bad_request', /^media_token is not taken in a batch/],
  [{ frame_length: '5' }, 'bad_request', /^frame_length must/],
  [{ visualize: 'yes' }, 'bad_request', /^visualize must/],
])('refused: %o', (given, code, message) => {
  expect(() => parseBatchRequest(given)).toThrow(
    expect.objectContaining({ code, message: expect.stringMatching(message) }),
  )
})
