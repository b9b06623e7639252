import fc from 'fast-check'
import { expect, test } from 'vitest'
import { detectionId } from '@/lib/detect/detection-uuid'
import { readPaging } from '@/lib/detect/paging'
import { parseDetectionRequest } from '@/lib/detect/request'
import { DocketError } from '@/lib/errors'
import { preferWait } from '@/lib/http/prefer-wait'

const flags = [
  'visualize',
  'face_only',
  'wait_for_intelligence',
  'intelligence',
  'infer_from_intelligence',
  'audio_source_tracing',
  'audio_source_tracing_enabled',
  'use_reverse_search',
  'use_ood_detector',
  'detect_watermark',
  'signal',
  'zero_retention_mode',
  'privacy_mode',
]
const others = [
  'url',
  'media_token',
  'callback_url',
  'frame_length',
  'start_region',
  'end_region',
  'max_video_secs',
  'modality',
]

/** What people and machines put where a value belongs: nearly right, wrong in kind, and hostile. */
const value = fc.oneof(
  fc.anything({ withBigInt: false, withDate: false, withMap: false, withSet: false }),
  fc.constantFrom(
    'true',
    'false',
    '1',
    '0',
    'yes',
    '',
    ' ',
    'null',
    'NaN',
    '-1',
    '1e309',
    '0x10',
    '2.0',
    '2.5',
    'all',
    'audio',
  ),
  fc.constantFrom(
    'https://example.com/a.jpg',
    'http://127.0.0.1/',
    'file:///etc/passwd',
    '\u0000',
    '\ud800',
    '__proto__',
  ),
  fc.integer({ min: -3, max: 6 }),
  fc.integer({ min: -3, max: 6 }).map(String),
  fc.double(),
  fc.double().map(String),
  fc.string({ unit: 'binary' }),
)
const name = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...flags, ...others) },
  { weight: 1, arbitrary: fc.string() },
  { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', 'file') },
)
const fields = fc.array(fc.tuple(name, value), { maxLength: 12 }).map((pairs) => Object.fromEntries(pairs))

test('whatever is sent is either read or refused in a sentence', () => {
  fc.assert(
    fc.property(fields, fc.boolean(), fc.boolean(), (raw, hasFile, visualize) => {
      let read: ReturnType<typeof parseDetectionRequest>
      try {
        read = parseDetectionRequest(raw, { hasFile, visualize })
      } catch (error) {
        return refusedInASentence(error)
      }
      const { url, mediaToken, parameters, callback } = read
      expect([hasFile || null, url, mediaToken].filter((source) => source !== null)).toHaveLength(1)
      expect([1, 2, 3, 4]).toContain(parameters.frameLength)
      expect(parameters.startRegion ?? 0).toBeGreaterThanOrEqual(0)
      expect(parameters.endRegion ?? Number.MAX_VALUE).toBeGreaterThan(parameters.startRegion ?? 0)
      expect(Number.isSafeInteger(parameters.maxVideoSecs ?? 1)).toBe(true)
      expect(callback === null || callback.url.length > 0).toBe(true)
      // What was read is kept as JSON: it must come back as it was.
      expect(JSON.parse(JSON.stringify(read))).toEqual(read)
    }),
    { numRuns: 4000 },
  )
})

const spelled = fc.record(
  {
    visualize: fc.boolean(),
    frame_length: fc.integer({ min: 1, max: 4 }),
    start_region: fc.double({ min: 0, max: 5, noNaN: true }).filter((second) => !/e/.test(String(second))),
    end_region: fc.double({ min: 6, max: 900, noNaN: true }),
    max_video_secs: fc.integer({ min: 1, max: 100_000 }),
    modality: fc.constantFrom('audio', 'video', 'all'),
    face_only: fc.boolean(),
    intelligence: fc.boolean(),
    infer_from_intelligence: fc.boolean(),
    audio_source_tracing: fc.boolean(),
    use_reverse_search: fc.boolean(),
    use_ood_detector: fc.boolean(),
    zero_retention_mode: fc.boolean(),
    wait_for_intelligence: fc.boolean(),
  },
  { requiredKeys: [] },
)

test('a form says the same as JSON', () => {
  fc.assert(
    fc.property(spelled, (json) => {
      const url = 'https://example.com/a.mp4'
      const form = Object.fromEntries(Object.entries(json).map(([key, its]) => [key, String(its)]))
      const options = { hasFile: false, visualize: false }
      expect(parseDetectionRequest({ ...form, url }, options)).toEqual(parseDetectionRequest({ ...json, url }, options))
    }),
    { numRuns: 1500 },
  )
})

test('any query string pages or is refused by field', () => {
  const page = fc.oneof(fc.string(), fc.integer().map(String), fc.double().map(String), fc.constant(undefined))
  fc.assert(
    fc.property(page, page, (number, size) => {
      const search = new URLSearchParams()
      if (number !== undefined) search.set('page', number)
      if (size !== undefined) search.set('page_size', size)
      try {
        const { page: at, pageSize } = readPaging(search)
        expect(Number.isSafeInteger(at) && at >= 1).toBe(true)
        expect(Number.isSafeInteger(pageSize) && pageSize >= 10 && pageSize <= 1000).toBe(true)
        expect(Number.isSafeInteger((at - 1) * pageSize)).toBe(true)
      } catch (error) {
        refusedInASentence(error)
        expect(Object.keys((error as DocketError).fields ?? {}).every((field) => /^page(_size)?$/.test(field))).toBe(
          true,
        )
      }
    }),
    { numRuns: 2000 },
  )
})

test('any Prefer header waits a while or not at all, and any uuid is one or none', () => {
  const word = fc.constantFrom('wait', '=', '"', ';', ',', ' ', '60', '-1', 'respond-async', '999999999', 'x')
  const prefer = fc.oneof(
    fc.array(word).map((words) => words.join('')),
    fc.string({ unit: 'grapheme-ascii' }),
  )
  fc.assert(
    fc.property(prefer, fc.oneof(fc.string(), fc.uuid()), (text, uuid) => {
      // Headers trims and refuses what no request can carry.
      const headers = new Headers()
      try {
        headers.set('prefer', text)
      } catch {
        return
      }
      const wait = preferWait(headers)
      expect(wait === null || wait >= 0).toBe(true)
      expect(detectionId(uuid) ?? '00000000-0000-0000-0000-000000000000').toMatch(
        /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
      )
    }),
    { numRuns: 2000 },
  )
})

function refusedInASentence(error: unknown): void {
  if (!(error instanceof DocketError)) throw error
  expect(['bad_request', 'forbidden']).toContain(error.code)
  expect(error.message).not.toMatch(/\[object|undefined|Invalid input|ZodError/)
  expect(error.message.length).toBeGreaterThan(10)
  expect(error.message.length).toBeLessThan(2000)
}
