import { z } from 'zod'
import { DocketError } from '@/lib/errors'

/** A yes or no as form fields spell it. */
export const Flag = z.union([
  z.boolean(),
  z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1'),
])

/** Options of a detection that this server applies (detect-api.md, section 2), in our own spelling; seconds. */
export const DetectionParameters = z.object({
  visualize: z.boolean().default(true),
  frameLength: z.number().int().min(1).max(4).default(2),
  startRegion: z.number().min(0).nullable().default(null),
  endRegion: z.number().positive().nullable().default(null),
  maxVideoSecs: z.number().int().positive().nullable().default(null),
  modality: z.enum(['audio', 'video', 'all']).default('all'),
  faceOnly: z.boolean().default(false),
})
export type DetectionParameters = z.infer<typeof DetectionParameters>

/** An absent value may be left out, null, or an empty form field. */
function optional<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((raw) => (raw === '' || raw === null ? undefined : raw), schema.optional())
}

const flag = optional(
  z.preprocess((raw) => (typeof raw === 'number' ? String(raw) : raw), z.union(Flag.options, 'must be true or false')),
)
const text = optional(z.string('must be text').trim())

function number(holds: (value: number) => boolean, says: string) {
  const spelled = z
    .string()
    .trim()
    .regex(/^[+-]?(\d+(\.\d*)?|\.\d+)$/)
    .transform(Number)
  return optional(z.union([z.number(), spelled], says).refine(holds, says))
}

/** None, as the contract spells it for a region's ends. */
const none = -1

/** The contract's spelling. What is not named here is ignored, the legacy parameters among them. */
const Submission = z
  .object({
    url: text,
    media_token: text,
    visualize: flag,
    frame_length: number((value) => [1, 2, 3, 4].includes(value), 'must be a whole number from 1 to 4'),
    start_region: number((value) => value >= 0 || value === none, 'must be a number of seconds from 0, or -1 for none'),
    end_region: number((value) => value > 0 || value === none, 'must be a number of seconds above 0, or -1 for none'),
    max_video_secs: number(
      (value) => Number.isSafeInteger(value) && value > 0,
      'must be a whole number of seconds above 0',
    ),
    modality: optional(z.enum(['audio', 'video', 'all'], 'must be audio, video or all')),
    face_only: flag,
    callback_url: text,
    wait_for_intelligence: flag,
    intelligence: flag,
    infer_from_intelligence: flag,
    audio_source_tracing: flag,
    audio_source_tracing_enabled: flag,
    use_reverse_search: flag,
    use_ood_detector: flag,
    detect_watermark: flag,
    signal: flag,
    zero_retention_mode: flag,
    privacy_mode: flag,
  })
  .refine(({ start_region: start = none, end_region: end = none }) => end === none || end > start, {
    path: ['end_region'],
    message: 'must lie behind start_region',
  })
  .refine(({ signal, zero_retention_mode, privacy_mode }) => !signal || !(zero_retention_mode || privacy_mode), {
    path: ['signal'],
    message: 'cannot be combined with zero_retention_mode',
  })

/** What this server cannot do honestly yet. Asked for, it is refused; it is never left out in silence. */
const unserved = {
  zero_retention_mode: 'Zero retention',
  privacy_mode: 'Zero retention (privacy_mode)',
  callback_url: 'Reporting to a callback URL',
  intelligence: 'Intelligence',
  audio_source_tracing: 'Audio source tracing',
  audio_source_tracing_enabled: 'Audio source tracing',
  use_reverse_search: 'Reverse image search',
  use_ood_detector: 'The out-of-distribution check',
  detect_watermark: 'Watermark detection',
  signal: 'Signal',
  media_token: 'Secure upload (media_token)',
} as const

export interface DetectionRequest {
  /** Null when the request brings a file. */
  url: string | null
  parameters: DetectionParameters
}

/**
 * Reads a submission in the contract's spelling, from form fields, JSON or a query string. Throws DocketError
 * `bad_request` with `fields`, or `forbidden` naming a product that this server does not have.
 */
export function parseDetectionRequest(
  raw: Record<string, unknown>,
  { hasFile, visualize }: { hasFile: boolean; visualize: boolean },
): DetectionRequest {
  const parsed = Submission.safeParse(raw)
  if (!parsed.success) throw faulty(parsed.error)
  const given = parsed.data
  const sources = [hasFile && 'file', given.url && 'url', given.media_token && 'media_token'].filter(Boolean)
  if (sources.length !== 1) throw notOneSource(sources.length)
  for (const [field, product] of Object.entries(unserved)) {
    if (given[field as keyof typeof unserved]) {
      const message = `${product} is not served here, so nothing was stored or analysed. Send the request without ${field}.`
      throw new DocketError('forbidden', message)
    }
  }
  return {
    url: given.url || null,
    parameters: {
      visualize: given.visualize ?? visualize,
      frameLength: given.frame_length ?? 2,
      startRegion: moment(given.start_region),
      endRegion: moment(given.end_region),
      maxVideoSecs: given.max_video_secs ?? null,
      modality: given.modality ?? 'all',
      faceOnly: given.face_only ?? false,
    },
  }
}

function moment(seconds: number | undefined): number | null {
  return seconds === undefined || seconds === none ? null : seconds
}

function notOneSource(count: number): DocketError {
  const message =
    count === 0
      ? 'Nothing to analyse came with the request. Send a file in the part named “file”, or a url.'
      : 'Send exactly one of file, url and media_token.'
  return new DocketError('bad_request', message)
}

function faulty(error: z.ZodError<unknown>): DocketError {
  const { fieldErrors } = z.flattenError(error as z.ZodError<Record<string, unknown>>)
  const fields = Object.fromEntries(Object.entries(fieldErrors).map(([field, faults]) => [field, [...new Set(faults)]]))
  const sentences = Object.entries(fields).map(([field, faults]) => `${field} ${faults.join(', ')}`)
  return new DocketError('bad_request', sentences.join('; '), { fields })
}
