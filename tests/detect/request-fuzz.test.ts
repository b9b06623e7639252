import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseReportRequest } from '@/lib/detect/parse-report-request'
import { parseDetectionRequest, Submission } from '@/lib/detect/request'
import { parseBatchRequest } from '@/lib/detect/request-batch'
import { DocketError, statusOf } from '@/lib/errors'

const names = [...Object.keys(Submission.shape), 'detect_id', 'media_type', '__proto__', 'constructor']
const near = fc.constantFrom(
  'true',
  'False',
  '1',
  '0',
  '-1',
  '2.0',
  '2.5',
  '1e3',
  '',
  ' ',
  'all',
  'https://a.example/x',
  '\0',
)
const value = fc.oneof(
  near,
  fc.jsonValue(),
  fc.string({ unit: 'binary' }),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
)
const fields = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), value)

/** Runs it; whatever is refused is refused with a sentence and a status from 400 to 499. */
function settles(run: () => unknown): void {
  try {
    run()
  } catch (error) {
    if (!(error instanceof DocketError)) throw error
    expect(statusOf(error.code)).toBeGreaterThanOrEqual(400)
    expect(statusOf(error.code)).toBeLessThan(500)
    expect(error.message).toMatch(/\.$/)
  }
}

test('batches and reports are read, or refused in a sentence', () => {
  fc.assert(
    fc.property(fields, (raw) => {
      settles(() => parseBatchRequest(raw))
      settles(() => parseReportRequest(raw))
    }),
    { numRuns: 2000 },
  )
})

test('options written as text are read like those of JSON', () => {
  const options = fc.record({
    frame_length: fc.integer({ min: 1, max: 4 }),
    start_region: fc.integer({ min: 0, max: 100 }),
    end_region: fc.integer({ min: 101, max: 1000 }),
    max_video_secs: fc.integer({ min: 1, max: 100_000 }),
    modality: fc.constantFrom('audio', 'video', 'all'),
    visualize: fc.boolean(),
    use_ood_detector: fc.boolean(),
    zero_retention_mode: fc.boolean(),
  })
  fc.assert(
    fc.property(options, (given) => {
      const text = Object.fromEntries(Object.entries(given).map(([name, one]) => [name, String(one)]))
      const read = (raw: object) => parseDetectionRequest({ ...raw }, { hasFile: true, visualize: false })
      expect(read(text)).toEqual(read(given))
    }),
  )
})
