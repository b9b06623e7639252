import { describe, expect, test } from 'vitest'
import { parseDetectionRequest, Submission, wantsExperts } from '@/lib/detect/request'

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
    intelligence: false,
    inferFromIntelligence: false,
    audioSourceTracing: false,
    useReverseSearch: false,
    useOodDetector: false,
  }
  const plain = { mediaToken: null, callback: null, zeroRetention: false, parameters: defaults }
  expect(parse({}, true)).toEqual({ ...plain, url: null })
  expect(parse({ url })).toEqual({ ...plain, url })
  const empty = {
    visualize: '',
    frame_length: '',
    start_region: null,
    modality: '',
    callback_url: '',
    media_token: null,
  }
  expect(parse({ url, ...empty })).toEqual({ ...plain, url })
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
    intelligence: true,
    inferFromIntelligence: true,
    audioSourceTracing: true,
    useReverseSearch: true,
    useOodDetector: true,
  }
  const json = {
    visualize: true,
    frame_length: 4,
    start_region: 1.5,
    end_region: 9,
    max_video_secs: 30,
    modality: 'video',
    face_only: true,
    intelligence: true,
    infer_from_intelligence: true,
    audio_source_tracing_enabled: true,
    use_reverse_search: true,
    use_ood_detector: true,
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
  // As Python writes it.
  expect(parameters({ visualize: 'True', face_only: ' FALSE ' })).toMatchObject({ visualize: true, faceOnly: false })
})

test('a callback, and whether it waits for the report', () => {
  const callback_url = 'https://a.example/done'
  expect(parse({ url, callback_url }).callback).toEqual({ url: callback_url, waitForIntelligence: null })
  for (const [given, waitForIntelligence] of [
    ['true', true],
    [false, false],
    ['', null],
  ]) {
    const { callback } = parse({ url, callback_url, wait_for_intelligence: given })
    expect(callback).toEqual({ url: callback_url, waitForIntelligence })
  }
  expect(parse({ url, wait_for_intelligence: true }).callback).toBeNull()
})

test('zero retention by its two names, source tracing by its two names', () => {
  expect(parse({ url, zero_retention_mode: 'true' }).zeroRetention).toBe(true)
  expect(parse({ url, privacy_mode: 1 }).zeroRetention).toBe(true)
  expect(parse({ url, zero_retention_mode: false, privacy_mode: 'false' }).zeroRetention).toBe(false)
  for (const name of ['audio_source_tracing', 'audio_source_tracing_enabled']) {
    expect(parameters({ [name]: true })).toMatchObject({ audioSourceTracing: true })
  }
})

test('a token in place of a file', () => {
  expect(parse({ media_token: ' x.y.z ' })).toMatchObject({ mediaToken: 'x.y.z', url: null })
  expect(parse({ media_token: '\0x.y.z\0' })).toMatchObject({ mediaToken: 'x.y.z' })
  expect(() => parse({ media_token: '\0' })).toThrow(/Nothing to analyse/)
})

test('experts, in whatever way a client says yes', () => {
  for (const yes of ['true', 'True', '1', 'yes', ' on '])
    expect(wantsExperts(new URLSearchParams({ experts: yes }))).toBe(true)
  for (const no of ['false', '0', '', 'maybe']) expect(wantsExperts(new URLSearchParams({ experts: no }))).toBe(false)
  expect(wantsExperts(new URLSearchParams())).toBe(false)
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
    __proto__: { visualize: true },
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
    expect((refusal as Error).message).toMatch(new RegExp(`^${field} must be .*\\.$`))
  })

  test.each(Object.keys(Submission.shape))('whatever else JSON may hold in %s', (field) => {
    for (const value of [[], {}, [1], { a: [] }, [[true]]]) {
      expect(() => parse({ url, [field]: value })).toThrow(
        expect.objectContaining({ code: 'bad_request', fields: { [field]: [expect.any(String)] } }),
      )
    }
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
    [{ url, media_token: 'x', callback_url: 'https://a.example' }, false],
  ] as const) {
    expect(refused(raw, hasFile)).toMatchObject({ code, message: expect.stringMatching(/exactly one/) })
  }
})

describe('what this server does not have is refused by name, and left alone when it is not asked for', () => {
  test.each([
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

  test('signal with zero retention is a bad request, by either name of it', () => {
    for (const name of ['zero_retention_mode', 'privacy_mode']) {
      expect(() => parse({ url, signal: true, [name]: true })).toThrow(
        expect.objectContaining({ code: 'bad_request', fields: { signal: [expect.any(String)] } }),
      )
    }
  })
})

test('the language is a code, in which no words could stand', () => {
  for (const language of ['en', 'pt-BR', 'zh-Hant-TW', 'es-419']) {
    expect(parse({ url, language: ` ${language} ` }).language).toBe(language)
  }
  expect(parse({ url, language: '' })).toEqual(parse({ url }))
  for (const language of ['Portuguese', 'en-x-secret', 'e', 'en_US', 7]) {
    expect(() => parse({ url, language })).toThrow(/language must be/)
  }
})
