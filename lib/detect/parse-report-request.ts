import { DocketError } from '@/lib/errors'
import { detectionId } from './detection-uuid'
import { type DetectionRequest, parseDetectionRequest } from './request'
import { IntelligenceRequest } from './request-bodies'
import { faulty } from './request-options'

const mediaTypes = ['audio', 'video', 'image'] as const

export interface ReportRequest {
  /** The report's subject: a detection there is, or new media. */
  subject: { detectionId: string | null } | { media: DetectionRequest }
  mediaType: (typeof mediaTypes)[number] | null
  callbackUrl: string | null
}

/**
 * Reads POST /intelligence. New media takes the options of POST /detect as well, zero retention among them. `detectionId`
 * is null for what cannot be a uuid. Throws DocketError `bad_request` with `fields`.
 */
export function parseReportRequest(raw: Record<string, unknown>): ReportRequest {
  const parsed = IntelligenceRequest.safeParse(raw)
  if (!parsed.success) throw faulty(parsed.error)
  const { url, media_token: token, detect_id: uuid, media_type: given, callback_url: callbackUrl } = parsed.data
  if ([url, token, uuid].filter(Boolean).length !== 1) {
    throw new DocketError('bad_request', 'Send exactly one of url, media_token and detect_id.')
  }
  const mediaType = mediaTypes.find((one) => one === given?.toLowerCase()) ?? null
  if (given && !mediaType) {
    const says = 'must be audio, video or image'
    throw new DocketError('bad_request', `media_type ${says}.`, { fields: { media_type: [says] } })
  }
  return {
    subject: uuid ? { detectionId: detectionId(uuid) } : { media: parseMedia(raw) },
    mediaType,
    callbackUrl: callbackUrl || null,
  }
}

/** The callback is the report's own, so the detection has none. */
function parseMedia(raw: Record<string, unknown>): DetectionRequest {
  const media = { ...raw, intelligence: true, callback_url: undefined }
  return parseDetectionRequest(media, { hasFile: false, visualize: false })
}
