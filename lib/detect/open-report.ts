import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { secureUploads } from '@/drizzle/schema/secure-uploads'
import type { Actor } from '@/lib/access/actor'
import { query } from '@/lib/db/query'
import { DocketError, notFound } from '@/lib/errors'
import { checkCallbackUrl } from '@/lib/media/check-callback-url'
import { readMediaToken } from '@/lib/media/media-token'
import type { ReportRequest } from './parse-report-request'
import { requestIntelligence } from './request-intelligence'
import { submitMedia } from './submit-media'

/**
 * Asks for a report as POST /intelligence does: on a detection there is, or on new media, which becomes a case. The same
 * idempotency key with the same media answers the first one's report. Throws DocketError.
 */
export async function openReport(
  actor: Actor,
  { subject, mediaType, callbackUrl: given }: ReportRequest,
  idempotencyKey: string | null,
): Promise<{ detectionId: string; intelligenceId: string }> {
  // Before anything is stored or analysed.
  const callbackUrl = given === null ? null : await checkCallbackUrl(given)
  if ('detectionId' in subject) {
    const { detectionId } = subject
    if (detectionId === null) throw notFound('Detect')
    return { detectionId, ...(await requestIntelligence(actor, { detectionId, mediaType, callbackUrl })) }
  }
  const { media } = subject
  if (mediaType && media.mediaToken) await checkUpload(actor, media.mediaToken, mediaType)
  const { detectionId, repeated } = await submitMedia(
    actor,
    { ...media, file: null },
    { source: 'api', idempotencyKey },
  )
  // A URL's media type is not known yet, so there is nothing to hold the caller's word against.
  const asked = { detectionId, callbackUrl: repeated ? null : callbackUrl }
  return { detectionId, ...(await requestIntelligence(actor, asked)) }
}

/** Refuses, before it is used up, an upload of another kind than the caller says. */
async function checkUpload(actor: Actor, token: string, mediaType: string): Promise<void> {
  const known = await readUploadType(actor, { uploadId: await readMediaToken(actor.teamId, token) })
  if (known === null || known === mediaType) return
  const says = `is ${mediaType}, but the uploaded media is ${known}`
  throw new DocketError('bad_request', `media_type ${says}.`, { fields: { media_type: [says] } })
}

const readUploadType = query({
  permission: 'intelligence.request',
  input: z.object({ uploadId: z.uuid() }),
  async run(tx, { uploadId }, { teamId }) {
    const [upload] = await tx
      .select({ mediaType: secureUploads.mediaType })
      .from(secureUploads)
      .where(and(eq(secureUploads.teamId, teamId), eq(secureUploads.id, uploadId)))
    return upload?.mediaType ?? null
  },
})
