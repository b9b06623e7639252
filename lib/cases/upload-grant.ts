import { z } from 'zod'
import { seal, unseal } from '@/lib/access/seal'
import { DetectionParameters } from '@/lib/detect/request-parameters'
import { DocketError } from '@/lib/errors'

const context = 'an upload granted to a browser'

/** What was decided when a browser asked to send a file to the media store itself. */
const UploadGrant = z.object({
  teamId: z.uuid(),
  memberId: z.uuid(),
  sessionId: z.uuid(),
  /** The media row's id to be, by which the file lies in the store. */
  mediaId: z.uuid(),
  /** Cleaned; redacted where nothing may be kept. */
  filename: z.string().min(1).max(255),
  /** The browser's name for this row of its list, the same in each of its tries. */
  idempotencyKey: z.string().min(1).max(255),
  parameters: DetectionParameters,
  zeroRetention: z.boolean(),
  language: z.string().optional(),
})
export type UploadGrant = z.output<typeof UploadGrant>

/** The grant as it goes through hands that are not ours: it tells them nothing, and they cannot change it. */
export function sealGrant(grant: UploadGrant): string {
  return seal(JSON.stringify(grant), context)
}

/** Reads what `sealGrant` answered. Throws DocketError `forbidden` for anything else. */
export function unsealGrant(sealed: unknown): UploadGrant {
  try {
    return UploadGrant.parse(JSON.parse(unseal(String(sealed), context)))
  } catch (cause) {
    throw new DocketError('forbidden', 'This upload was not granted by this server. Hand the file in again.', { cause })
  }
}
