import { z } from 'zod'
import { errorMessage, instant, mediaType, share, uuid } from './item-fields'
import { AudioMetrics, ImageMetrics, VideoMetrics } from './item-metrics'
import { IntelligenceItem, TracingSummary } from './item-words'

const ValidationResult = z.object({ code: z.string(), explanation: z.string(), success: z.boolean() })

/** Content Credentials. Those that fail to verify are Unavailable, with the reason. */
export const C2paManifest = z
  .object({
    validation_state: z.enum(['Valid', 'NotPresent', 'Unavailable']),
    active_manifest: z.string().nullable(),
    manifests: z.record(z.string(), z.unknown()),
    validation_results: z.object({ success: z.array(ValidationResult), failure: z.array(ValidationResult) }).nullable(),
    message: z.string(),
  })
  .meta({ id: 'C2paManifest', description: 'Content Credentials found in the media, and whether they verify.' })
export type C2paManifest = z.infer<typeof C2paManifest>

/** What Docket says beyond the contract. */
export const DocketPart = z
  .object({
    case_number: z.int().describe('The case in the team’s queue.'),
    banner: z.string().describe('What the built-in engine can find, and what it cannot.'),
    summary: z.string().nullable().describe('The verdict in a sentence.'),
    base_rate: share.optional().describe('Where scores began, if this server’s administrator set a base rate.'),
    coverage: z.string().nullable().describe('Which checks applied.'),
    doubts: z.array(z.object({ code: z.string(), says: z.string() })).describe('Reasons to distrust the score.'),
    stage: z.string().nullable().describe('What a running analysis is doing.'),
    progress: share,
    out_of_distribution: z
      .object({
        outside: z.literal(true).nullable().describe('true: the recording lies outside what the checks are made for.'),
        reasons: z.array(z.string()),
      })
      .optional()
      .describe('Sound, where use_ood_detector was asked for.'),
    voice_family: z
      .object({
        label: z.string().nullable().describe('null: it could be more than one.'),
        says: z.string().describe('What was heard, and what that counts for.'),
      })
      .optional()
      .describe(
        'Where audio_source_tracing was asked for and the voice was recognised as a classic speech synthesiser’s, whatever the verdict.',
      ),
    reverse_search: z
      .object({ searched: z.boolean(), says: z.string() })
      .optional()
      .describe('Images, where use_reverse_search was asked for: what was searched.'),
  })
  .meta({ id: 'Docket', description: 'Docket’s own additions; other servers of this API do not have them.' })

export type DocketPart = z.infer<typeof DocketPart>

/** The contract's item: detect-api.md, section 4. */
export const DetectionItem = z
  .object({
    uuid: uuid('The detection’s.'),
    status: z.enum(['processing', 'completed', 'failed']).describe('failed: error_message says why.'),
    media_type: mediaType,
    metrics: z.union([AudioMetrics, z.strictObject({})]).describe('The verdict on sound; {} while there is none.'),
    image_metrics: ImageMetrics.nullable(),
    video_metrics: VideoMetrics.nullable(),
    audio_source_tracing: TracingSummary.nullable().describe('Where asked for, and the sound is judged fake.'),
    intelligence: z
      .union([IntelligenceItem, z.array(IntelligenceItem)])
      .nullable()
      .describe('The report, where one was asked for; an array with experts=true.'),
    c2pa_manifest: C2paManifest,
    url: z.string().nullable().describe('Where the media is served to members; always null under zero retention.'),
    audio_url: z.string().nullable().describe('The same as url, for every kind of media.'),
    filename: z.string().describe('redacted_<24 hex>.<extension> under zero retention.'),
    duration: z.number().nullable().describe('Seconds.'),
    modality: z.enum(['audio', 'video', 'all']).describe('As asked for.'),
    face_only: z.boolean().describe('The effective value: the built-in engine looks at whole frames, so false.'),
    visualize: z.boolean().describe('As asked for.'),
    audio_source_tracing_enabled: z.boolean().describe('As asked for.'),
    use_ood_detector: z.boolean().describe('As asked for.'),
    extra_params: z.strictObject({}).describe('Always empty: legacy.'),
    zero_retention_mode: z.boolean().describe('As asked for: nothing of the media is kept.'),
    file_deleted_at: instant('When the media was found to be gone.').nullable(),
    error_message: errorMessage,
    created_at: instant('When it was handed in.'),
    updated_at: instant('When it last changed.'),
    docket: DocketPart,
  })
  .meta({ id: 'Detection', description: 'A detection and its verdict.' })
export type DetectionItem = z.infer<typeof DetectionItem>
