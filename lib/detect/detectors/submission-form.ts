import type { MediaType } from '@/lib/engine/analysis'
import type { DetectionParameters } from '../request-parameters'

/** What a Detect API is asked to do with media, whichever way it gets there. */
export interface RemoteSubmission {
  /** What the file is called there. */
  marker: string
  /** Null: not known; then parameters for every kind are sent. */
  mediaType: MediaType | null
  parameters: DetectionParameters
  zeroRetention: boolean
  callbackUrl: string | null
  /** Whether the callback waits for the report in words; null: the API's own rule. */
  waitForIntelligence?: boolean | null
  /** A Docket answers the same key twice with the same detection; the hosted service ignores it. */
  idempotencyKey: string
}

type Value = string | number | boolean

/**
 * The parameters of a submission in the contract's names (detect-api.md, section 2): what does not apply to the kind of
 * media is left out, and zero retention is always said, either way.
 */
export function parametersOf(submission: RemoteSubmission): Record<string, Value> {
  const { mediaType, parameters, zeroRetention, callbackUrl, waitForIntelligence } = submission
  const is = (...kinds: MediaType[]) => mediaType === null || kinds.includes(mediaType)
  const asked: Record<string, Value | null | undefined> = {
    zero_retention_mode: zeroRetention,
    visualize: parameters.visualize,
    intelligence: parameters.intelligence,
    infer_from_intelligence: parameters.inferFromIntelligence && parameters.intelligence ? true : null,
    callback_url: callbackUrl,
    wait_for_intelligence: callbackUrl !== null && parameters.intelligence ? waitForIntelligence : null,
    ...(is('audio', 'video') && {
      frame_length: Math.round(parameters.frameLength),
      start_region: parameters.startRegion,
      end_region: parameters.endRegion,
    }),
    ...(is('audio') && {
      audio_source_tracing: parameters.audioSourceTracing,
      use_ood_detector: parameters.useOodDetector,
    }),
    ...(is('image') && { use_reverse_search: parameters.useReverseSearch }),
    ...(is('video') && {
      modality: parameters.modality,
      // The live service refuses fractions.
      max_video_secs: parameters.maxVideoSecs === null ? null : Math.ceil(parameters.maxVideoSecs),
      face_only: parameters.faceOnly,
    }),
  }
  return Object.fromEntries(Object.entries(asked).filter((entry): entry is [string, Value] => entry[1] != null))
}
