import { describe, expect, test } from 'vitest'
import { parseDetectionRequest } from '@/lib/detect/request'

const url = 'https://media.example/a.png'
const parse = (raw: Record<string, unknown>, hasFile = false) =>
  parseDetectionRequest(raw, { hasFile, visualize: false })
const parameters = (raw: Record<string, unknown>) => parse({ url, ...raw }).parameters

test('left out, every option has the contract’s default', () => {
  const defaults = {
    visualize: false,
    frameLength: 2,
    startRegion: null,
    endRegion: null,
    maxVideoSecs: null,
    modality: 'all',
    faceOnly: false,
  }
  expect(parse({}, true)).toEqual({ url: null, parameters: defaults })
  expect(parse({ url })).toEqual({ url, parameters: defaults })
  const empty = {
    visualize: '',
    frame_length: '',
    start_region: null,
    modality: '',
    callback_url: '',
    media_token: null,
  }
  expect(parse({ url, ...empty })).toEqual({ url, parameters: defaults })
  expect(parseDetectionRequest({}, { hasFile: true, visualize: true }).parameters.visualize).toBe(true)
})

test('options are read from text as from JSON', () => {
  const wanted = {
    visualize: true,
    frameLength: 4,
    startRegion: 1.5,
    endRegion: 9,
    maxVideoSecs: 30,
    modality: 'video',
    faceOnly: true,
  }
  const json = {
    visualize: true,
    frame_length: 4,
    start_region: 1.5,
    end_region: 9,
    max_video_secs: 30,
    modality: 'video',
    face_only: true,
  }
  expect(parameters(json)).toEqual(wanted)
  expect(parameters(Object.fromEntries(Object.entries(json).map(([key, value]) => [key, String(value)])))).toEqual(
    wanted,
  )
  expect(parameters({ visualize: '1', face_only: 0, max_video_secs: '2.0', frame_length: '3.0' })).toMatchObject({
    visualize: true,
    faceOnly: false,
    maxVideoSecs: 2,
    frameLength: 3,
  })
})

test('-1 stands for no region', () => {
  expect(parameters({ start_region: -1, end_region: '-1' })).toMatchObject({ startRegion: null, endRegion: null })
  expect(parameters({ start_region: '5', end_region: -1 })).toMatchObject({ startRegion: 5, endRegion: null })
})

test('unknown and legacy parameters are ignored', () => {
  const ignored = {
    model_types: 'image',
    max_video_fps: 'fast',
    pipeline: 3,
    media_type: 'x',
    search_identity: 'maybe',
    use_llm: [],
    extra_params: { a: 1 },
    anything: 'else',
    infer_from_intelligence: true,
    wait_for_intelligence: false,
  }
  expect(parameters(ignored)).toEqual(parameters({}))
})

describe('a bad parameter is named', () => {
  test.each<[field: string, value: unknown]>([
    ['frame_length', 0],
    ['frame_length', 5],
    ['frame_length', '2.5'],
    ['frame_length', 'two'],
    ['frame_length', true],
    ['start_region', -2],
    ['start_region', 'x'],
    ['start_region', Number.NaN],
    ['end_region', 0],
    ['max_video_secs', '2.5'],
    ['max_video_secs', 0],
    ['max_video_secs', '1e3'],
    ['modality', 'pictures'],
    ['visualize', 'yes'],
    ['detect_watermark', 'maybe'],
    ['zero_retention_mode', 'on'],
    ['callback_url', 7],
    ['url', ['https://a.example']],
  ])('%s: %s', (field, value) => {
    let refusal: unknown
    try {
      parse({ url, [field]: value })
    } catch (error) {
      refusal = error
    }
    expect(refusal).toMatchObject({ code: 'bad_request', fields: { [field]: [expect.stringMatching(/must be/)] } })
    expect((refusal as Error).message).toContain(field)
  })

  test('regions in the wrong order, and several faults at once', () => {
    expect(() => parse({ url, start_region: 5, end_region: 5 })).toThrow(/end_region must lie behind start_region/)
    expect(() => parse({ url, frame_length: 9, modality: 'x' })).toThrow(/frame_length must .*; modality must/)
  })
})

test('exactly one source', () => {
  const code = 'bad_request'
  const refused = (raw: Record<string, unknown>, hasFile: boolean) => {
    try {
      parse(raw, hasFile)
    } catch (error) {
      return error
    }
  }
  expect(refused({}, false)).toMatchObject({ code, message: expect.stringMatching(/Nothing to analyse/) })
  for (const [raw, hasFile] of [
    [{ url }, true],
    [{ url, media_token: 'x' }, false],
    [{ media_token: 'x' }, true],
    [{ url, media_token: 'x' }, true],
  ] as const) {
    expect(refused(raw, hasFile)).toMatchObject({ code, message: expect.stringMatching(/exactly one/) })
  }
})

describe('what this server does not have is refused by name, and left alone when it is not asked for', () => {
  test.each([
    ['zero_retention_mode', /^Zero retention/],
    ['privacy_mode', /^Zero retention/],
    ['intelligence', /^Intelligence/],
    ['audio_source_tracing', /^Audio source tracing/],
    ['audio_source_tracing_enabled', /^Audio source tracing/],
    ['use_reverse_search', /^Reverse image search/],
    ['use_ood_detector', /^The out-of-distribution check/],
    ['detect_watermark', /^Watermark/],
    ['signal', /^Signal/],
  ])('%s', (field, says) => {
    for (const value of [true, 'true', '1', 1]) {
      expect(() => parse({ url, [field]: value })).toThrow(
        expect.objectContaining({ code: 'forbidden', message: expect.stringMatching(says) }),
      )
    }
    for (const value of [false, 'false', '0', '', null]) expect(() => parse({ url, [field]: value })).not.toThrow()
  })

  test('callbacks and tokens', () => {
    expect(() => parse({ url, callback_url: 'https://a.example/' })).toThrow(
      expect.objectContaining({ code: 'forbidden' }),
    )
    expect(() => parse({ media_token: 'x' })).toThrow(
      expect.objectContaining({ code: 'forbidden', message: expect.stringMatching(/media_token/) }),
    )
  })

  test('signal with zero retention is a bad request', () => {
    expect(() => parse({ url, signal: true, zero_retention_mode: true })).toThrow(
      expect.objectContaining({ code: 'bad_request' }),
    )
  })
})
