import { z } from 'zod'
import { DocketError } from '@/lib/errors'
import { type CallbackRequest, type DetectionParameters, Flag, languageCode } from './request-parameters'

/** An absent value may be left out, null, or an empty form field. */
function optional<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((raw) => (raw === '' || raw === null ? undefined : raw), schema.optional())
}

/** A yes or no; `says` documents it. Python and others write True. */
function flag(says: string, standard: boolean | null = false) {
  const spelled = (raw: unknown) =>
    typeof raw === 'number' ? String(raw) : typeof raw === 'string' ? raw.trim().toLowerCase() : raw
  return optional(z.preprocess(spelled, z.union(Flag.options, 'must be true or false'))).meta({
    description: says,
    ...(standard !== null && { standard }),
  })
}

/** Text; absent where it is left out, null or empty. Without NULs, of which Postgres keeps none. */
export const text = optional(
  z
    .string('must be text')
    .overwrite((given) => given.replaceAll('\0', ''))
    .trim(),
)

/** A number, also as text; `documented` is what its JSON Schema says beside the type. */
function number(holds: (value: number) => boolean, says: string, documented: Record<string, unknown>) {
  const spelled = z
    .string()
    .trim()
    .regex(/^[+-]?(\d+(\.\d*)?|\.\d+)$/)
    .transform(Number)
  return optional(z.union([z.number(), spelled], says).refine(holds, says)).meta(documented)
}

/** None, as the contract spells it for a region's ends. */
const none = -1

/** The options that single files and batches share, in the contract's spelling. What is not named here is ignored. */
export const optionShape = {
  callback_url: text.meta({
    description: 'Public HTTPS address that the outcome is sent to with POST.',
    format: 'uri',
  }),
  wait_for_intelligence: flag(
    'With callback_url and intelligence. true: the callback waits for both; false: it is sent after Detect; left out: it waits up to 10 minutes for Intelligence.',
    null,
  ),
  visualize: flag('Draw maps: the heatmap of a picture, the spectrogram of sound, the tree of a video.'),
  frame_length: number((value) => [1, 2, 3, 4].includes(value), 'must be a whole number from 1 to 4', {
    description: 'Sound and video: seconds per window or chunk.',
    type: 'integer',
    minimum: 1,
    maximum: 4,
    standard: 2,
  }),
  start_region: number((value) => value >= 0 || value === none, 'must be a number of seconds from 0, or -1 for none', {
    description: 'Sound and video: where to begin, in seconds; -1: at the start.',
  }),
  end_region: number((value) => value > 0 || value === none, 'must be a number of seconds above 0, or -1 for none', {
    description: 'Sound and video: where to end, in seconds; -1: at the end.',
  }),
  max_video_secs: number(
    (value) => Number.isSafeInteger(value) && value > 0,
    'must be a whole number of seconds above 0',
    { description: 'Video: analyse at most this many seconds.', type: 'integer', minimum: 1 },
  ),
  modality: optional(z.enum(['audio', 'video', 'all'], 'must be audio, video or all')).meta({
    description: 'Video: which of its tracks to judge.',
    standard: 'all',
  }),
  face_only: flag('Accepted; the built-in engine looks at whole frames, so its effective value is false.'),
  intelligence: flag('Write a report in words, answered in item.intelligence.'),
  infer_from_intelligence: flag(
    'Accepted. The report is made of the verdict’s own evidence, so nothing in it is left to lift the verdict.',
  ),
  audio_source_tracing: flag('Sound judged fake: name its likely generator, where its own marks do.'),
  audio_source_tracing_enabled: flag('Another name of audio_source_tracing.'),
  use_reverse_search: flag(
    'Images: list this team’s other cases with exactly the same file. Nothing is sent out. Needs the scope read as well.',
  ),
  use_ood_detector: flag(
    'Sound: say in item.docket.out_of_distribution what lies outside what the checks are made for.',
  ),
  zero_retention_mode: flag(
    'Keep nothing of the media: it is deleted once its analysis and all that follows have ended.',
  ),
  privacy_mode: flag('The old name of zero_retention_mode.'),
  language: optional(
    z.string('must be text').trim().regex(languageCode, 'must be a language code such as en or pt-BR'),
  ).meta({
    description:
      'The language spoken or written in the media, as a BCP 47 code: a team’s routing rules can send it to people who know it. It is not determined here.',
  }),
  detect_watermark: flag('Not served here: true is refused with 403.'),
  signal: flag('Not served here: true is refused with 403, and with zero_retention_mode with 400.'),
}

const Options = z.object(optionShape)
type Options = z.output<typeof Options>

/** What needs the hosted API's own models. Asked for, it is refused; it is never left out in silence. */
const unserved = {
  detect_watermark: 'Watermark detection',
  signal: 'Signal',
} as const

/** What a request asks for beside its media. */
export interface RequestOptions {
  callback: CallbackRequest | null
  zeroRetention: boolean
  parameters: DetectionParameters
  /** As whoever hands it in says; absent: not said. */
  language?: string
}

/**
 * Reads the shared options of an object that has passed `optionShape`; `visualize` is what stands where none is given.
 * Throws DocketError `bad_request` with `fields`, or `forbidden` naming a product that this server does not have.
 */
export function readOptions(given: Options, visualize: boolean): RequestOptions {
  const { start_region: start = none, end_region: end = none } = given
  if (end !== none && end <= start) throw fault('end_region', 'must lie behind start_region')
  const zeroRetention = given.zero_retention_mode || given.privacy_mode || false
  if (given.signal && zeroRetention) throw fault('signal', 'cannot be combined with zero_retention_mode')
  refuseUnserved(given)
  return {
    callback: given.callback_url
      ? { url: given.callback_url, waitForIntelligence: given.wait_for_intelligence ?? null }
      : null,
    zeroRetention,
    parameters: parametersOf(given, visualize),
    ...(given.language && { language: given.language }),
  }
}

function refuseUnserved(given: Options): void {
  for (const [field, product] of Object.entries(unserved)) {
    if (!given[field as keyof typeof unserved]) continue
    const message = `${product} is not served here, so nothing was stored or analysed. Send the request without ${field}.`
    throw new DocketError('forbidden', message)
  }
}

function parametersOf(given: Options, visualize: boolean): DetectionParameters {
  return {
    visualize: given.visualize ?? visualize,
    frameLength: given.frame_length ?? 2,
    startRegion: moment(given.start_region),
    endRegion: moment(given.end_region),
    maxVideoSecs: given.max_video_secs ?? null,
    modality: given.modality ?? 'all',
    faceOnly: given.face_only ?? false,
    intelligence: given.intelligence ?? false,
    inferFromIntelligence: given.infer_from_intelligence ?? false,
    audioSourceTracing: given.audio_source_tracing ?? given.audio_source_tracing_enabled ?? false,
    useReverseSearch: given.use_reverse_search ?? false,
    useOodDetector: given.use_ood_detector ?? false,
  }
}

function moment(seconds: number | undefined): number | null {
  return seconds === undefined || seconds === none ? null : seconds
}

function fault(field: string, says: string): DocketError {
  return new DocketError('bad_request', `${field} ${says}.`, { fields: { [field]: [says] } })
}

/** What was wrong with which field, from a schema made of `optionShape`. */
export function faulty(error: z.ZodError<unknown>): DocketError {
  const { fieldErrors } = z.flattenError(error as z.ZodError<Record<string, unknown>>)
  const fields = Object.fromEntries(Object.entries(fieldErrors).map(([field, faults]) => [field, [...new Set(faults)]]))
  const sentences = Object.entries(fields).map(([field, faults]) => `${field} ${faults.join(', ')}`)
  return new DocketError('bad_request', `${sentences.join('; ')}.`, { fields })
}
