import type { C2paManifest, MediaType } from '@/lib/engine/analysis'
import { bannerOf } from '@/lib/engine/banner'
import type { Evidence } from '@/lib/engine/evidence'
import type { EvidenceCard } from '@/lib/engine/evidence-card'
import type { IntelligenceDescription } from './intelligence'
import type { C2paManifest as C2paItem, DetectionItem } from './item-detection'
import type { IntelligenceItem } from './item-words'
import type { DetectionParameters } from './request-parameters'
import { type KnownCopy, reverseSearch } from './response-copies'
import { outOfDistribution } from './response-distribution'
import { audioMetrics, imageMetrics } from './response-metrics'
import { judgedElsewhere, reportedHere } from './response-reported'
import { videoMetrics } from './response-video'
import { voiceFamily } from './response-voice'
import type { DetectionResult } from './result'

/** A piece of evidence as it is kept. */
export interface KeptEvidence extends Omit<Evidence, 'carded' | 'cap' | 'card' | 'region' | 'time' | 'map'> {
  /** Null or absent in evidence from before they were kept. */
  cap?: number | null
  card?: EvidenceCard | null
  region: NonNullable<Evidence['region']> | null
  time: NonNullable<Evidence['time']> | null
  mapMediaId: string | null
  mapCaption: string | null
}

/** What of a kept result the item is made of; the waveform is for the portal alone. */
export type ShownResult = Omit<DetectionResult, 'peaks'>

/** A report in words as it is kept. */
export interface IntelligenceRecord {
  id: string
  detectionId: string
  status: 'processing' | 'completed' | 'failed'
  description: IntelligenceDescription | null
  errorMessage: string | null
  createdAt: Date
}

export interface SourceTracingRecord {
  id: string
  detectionId: string
  label: string | null
  errorMessage: string | null
  createdAt: Date
}

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
  case: {
    number: number
    title: string
    mediaType: MediaType | null
    zeroRetention: boolean
    fileDeletedAt: Date | null
  }
  /** The report in words, where one was asked for. */
  intelligence: IntelligenceRecord | null
  sourceTracing: SourceTracingRecord | null
  original: { id: string; filename: string; durationSeconds: number | null } | null
  /** In the order to show. */
  evidence: KeptEvidence[]
  /** The team's other cases with the same picture, where reverse search was asked for. */
  copies: KnownCopy[]
}

/** The address at which a copy of media is served. */
export type MediaAddress = (mediaId: string) => string

/**
 * A detection as the contract's item (detect-api.md, section 4), for any status. With `experts`, `intelligence` is an
 * array. Our own additions are under `docket`: clients ignore what they do not know.
 */
export function detectionItem(record: DetectionRecord, addressOf: MediaAddress, experts = false): DetectionItem {
  const { parameters, result, case: itsCase, original, sourceTracing } = record
  const reports = record.intelligence ? [intelligenceItem(record.intelligence)] : []
  const { zeroRetention, fileDeletedAt } = itsCase
  // Under zero retention never shown, from the first acknowledgement on (detect-api.md, section 6).
  const url = original && !zeroRetention ? addressOf(original.id) : null
  const mediaType = result?.mediaType ?? itsCase.mediaType
  const reported = result && reportedHere(record, result, addressOf)
  return {
    uuid: record.id.replaceAll('-', ''),
    status: record.status,
    media_type: mediaType,
    metrics: (reported ? reported.metrics : result && audioMetrics(record, result, addressOf)) ?? {},
    image_metrics: reported ? reported.image_metrics : result && imageMetrics(record, result, addressOf),
    video_metrics: reported ? reported.video_metrics : result && videoMetrics(record, result),
    audio_source_tracing: sourceTracing && { label: sourceTracing.label, error_message: sourceTracing.errorMessage },
    intelligence: experts ? reports : (reports[0] ?? null),
    c2pa_manifest: c2paManifest(record.status, result?.c2pa),
    url,
    audio_url: url,
    filename: original?.filename ?? itsCase.title,
    duration: result?.facts.durationSeconds ?? original?.durationSeconds ?? null,
    modality: parameters.modality,
    // The effective value: the built-in engine looks at whole frames.
    face_only: reported ? parameters.faceOnly : false,
    visualize: parameters.visualize,
    audio_source_tracing_enabled: parameters.audioSourceTracing,
    use_ood_detector: parameters.useOodDetector,
    extra_params: {},
    zero_retention_mode: zeroRetention,
    file_deleted_at: fileDeletedAt?.toISOString() ?? null,
    error_message: record.errorMessage,
    created_at: record.createdAt.toISOString(),
    updated_at: record.updatedAt.toISOString(),
    docket: {
      case_number: itsCase.number,
      banner: reported ? judgedElsewhere : bannerOf(record.evidence),
      summary: result?.verdict.summary ?? null,
      ...(result?.baseRate !== undefined && { base_rate: result.baseRate }),
      coverage: result?.coverage ?? null,
      doubts: result?.doubts ?? [],
      stage: record.status === 'processing' ? record.stage : null,
      progress: record.status === 'processing' ? record.progress : 1,
      ...(!reported && outOfDistribution(record)),
      ...(!reported && voiceFamily(record)),
      ...reverseSearch(record),
    },
  }
}

/** A report as the contract's record (detect-api.md, section 4). */
export function intelligenceItem({
  id,
  detectionId,
  status,
  description,
  errorMessage,
  createdAt,
}: IntelligenceRecord): IntelligenceItem {
  return {
    uuid: id.replaceAll('-', ''),
    status,
    description,
    error_message: errorMessage,
    created_at: createdAt.toISOString(),
    detect_uuid: detectionId.replaceAll('-', ''),
  }
}

/** The contract's form of the manifest; there the results are an object. */
function c2paManifest(status: DetectionRecord['status'], found: C2paManifest | undefined): C2paItem {
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
