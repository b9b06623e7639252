import { type DetectionRequest, parseDetectionRequest } from '@/lib/detect/request'
import { DocketError } from '@/lib/errors'

/** How a file from the Submit page shall be analysed. Throws DocketError `bad_request`, also for what only the API takes. */
export function parsePortalFields(fields: Record<string, unknown>): DetectionRequest {
  const asked = parseDetectionRequest(fields, { hasFile: true, visualize: true })
  if (asked.callback) throw new DocketError('bad_request', 'Only the API takes a callback_url. Hand the file in there.')
  return asked
}
