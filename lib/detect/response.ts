import { banner, type C2paManifest, type MediaType } from '@/lib/engine/analysis'
import type { EvidenceFacts, EvidenceRegion, EvidenceTime } from '@/lib/engine/evidence'
import type { DetectionParameters } from './request'
import { audioMetrics, imageMetrics, videoMetrics } from './response-metrics'
import type { DetectionResult } from './result'

/** A piece of evidence as it is kept. */
export interface KeptEvidence {
  check: string
  title: string
  family: string
  points: string
  status: string
  llr: number
  strong: boolean
  explain: string
  doesNotShow: string
  facts: EvidenceFacts
  region: EvidenceRegion | null
  time: EvidenceTime | null
  mapMediaId: string | null
  mapCaption: string | null
}

/** What of a kept result the item is made of; the waveform is for the portal alone. */
export type ShownResult = Omit<DetectionResult, 'peaks'>

/** All that the contract's item is made of. */
export interface DetectionRecord {
  id: string
  status: 'processing' | 'completed' | 'failed'
  parameters: DetectionParameters
  result: ShownResult | null
  errorMessage: string | null
  /** 0-1. */
  progress: number
  stage: string | null
  createdAt: Date
  updatedAt: Date
  case: { number: number; title: string; mediaType: MediaType | null }
  original: { id: string; filename: string; durationSeconds: number | null } | null
  /** In the order to show. */
  evidence: KeptEvidence[]
}

/** The address at which a copy of media is served. */
export type MediaAddress = (mediaId: string) => string

/**
 * A detection as the contract's item (detect-api.md, section 4), for any status. With `experts`, `intelligence` is an
 * array. Our own additions are under `docket`: clients ignore what they do not know.
 */
export function detectionItem(record: DetectionRecord, addressOf: MediaAddress, experts = false) {
  const { parameters, result, case: itsCase, original } = record
  const url = original ? addressOf(original.id) : null
  const mediaType = result?.mediaType ?? itsCase.mediaType
  return {
    uuid: record.id.replaceAll('-', ''),
    status: record.status,
    media_type: mediaType,
    metrics: (result && audioMetrics(record, result, addressOf)) ?? {},
    image_metrics: result && imageMetrics(record, result, addressOf),
    video_metrics: result && videoMetrics(record, result),
    audio_source_tracing: null,
    intelligence: experts ? [] : null,
    c2pa_manifest: c2paManifest(record.status, result?.c2pa),
    url,
    audio_url: url,
    filename: original?.filename ?? itsCase.title,
    duration: result?.facts.durationSeconds ?? original?.durationSeconds ?? null,
    modality: parameters.modality,
    // The effective value: the built-in engine looks at whole frames.
    face_only: false,
    visualize: parameters.visualize,
    audio_source_tracing_enabled: false,
    use_ood_detector: false,
    extra_params: {},
    zero_retention_mode: false,
    file_deleted_at: null,
    error_message: record.errorMessage,
    created_at: record.createdAt.toISOString(),
    updated_at: record.updatedAt.toISOString(),
    docket: {
      case_number: itsCase.number,
      banner,
      summary: result?.verdict.summary ?? null,
      coverage: result?.coverage ?? null,
      doubts: result?.doubts ?? [],
      stage: record.status === 'processing' ? record.stage : null,
      progress: record.status === 'processing' ? record.progress : 1,
    },
  }
}

/** The contract's form of the manifest; there the results are an object. */
function c2paManifest(status: DetectionRecord['status'], found: C2paManifest | undefined) {
  if (found) {
    const results = found.validation_results.map(({ code, explanation, success }) => ({ code, explanation, success }))
    return {
      ...found,
      validation_results: {
        success: results.filter(({ success }) => success),
        failure: results.filter(({ success }) => !success),
      },
    }
  }
  const message = status === 'processing' ? 'Not checked yet.' : 'Not checked: the analysis failed.'
  return {
    validation_state: 'Unavailable' as const,
    active_manifest: null,
    manifests: {},
    validation_results: null,
    message,
  }
}
