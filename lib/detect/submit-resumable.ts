import type { Member } from '@/lib/access/actor'
import { authorise } from '@/lib/access/authorise'
import { findSubmitted } from '@/lib/cases/find-submitted'
import { DocketError, notFound } from '@/lib/errors'
import { findUpload, removeUpload, takeUpload } from '@/lib/media/resumable-upload'
import { unkeptInPieces } from '@/lib/media/resume-upload'
import { mustNotKeep } from '@/lib/retention/read-rules'
import type { DetectionRequest } from './request'
import { submitMedia } from './submit-media'

/** Those under way in this process: a repetition meanwhile waits for the first one's answer. */
const underWay = new Map<string, Promise<{ number: number }>>()

/**
 * Opens a case for a resumable upload that is whole, exactly once: repeated, also after its answer was lost, it answers
 * with the same case. The upload is gone before it is a case, or once it was refused; after what may pass, as a store that
 * is down, it stays and can be handed in again. Throws DocketError: `not_found` for another member's, `conflict` for an unfinished one.
 */
export async function submitResumable(
  member: Member,
  id: string,
  asked: DetectionRequest,
  idempotencyKey: string,
): Promise<{ number: number }> {
  authorise(member, 'case.open')
  if (asked.zeroRetention || (await mustNotKeep(member))) {
    await giveUp(member, id)
    throw unkeptInPieces()
  }
  const key = `${member.teamId} ${member.memberId} ${id}`
  const running = underWay.get(key)
  if (running) return running
  const started = submit(member, id, asked, idempotencyKey).finally(() => underWay.delete(key))
  underWay.set(key, started)
  return started
}

async function submit(member: Member, id: string, asked: DetectionRequest, idempotencyKey: string) {
  const upload = await findUpload(member, id)
  if (!upload) {
    const earlier = await findSubmitted(member, { idempotencyKey })
    if (earlier) return earlier
    throw notFound('Upload')
  }
  if (upload.offset !== upload.size) {
    throw new DocketError(
      'conflict',
      `Only ${upload.offset.toLocaleString('en')} of ${upload.size?.toLocaleString('en')} bytes have arrived. Resume the upload, then hand it in.`,
    )
  }
  const file = await takeUpload(member, upload)
  try {
    // Before there is a case: a name that a killed server left would keep the bytes beyond the case's purge.
    const onKept = () => removeUpload(member, id)
    const { number } = await submitMedia(member, { ...asked, file }, { source: 'upload', idempotencyKey, onKept })
    return { number }
  } catch (error) {
    if (error instanceof DocketError && !mayPass.has(error.code)) await removeUpload(member, id)
    throw error
  }
}

/** Its bytes came in the clear, so they go at once. */
async function giveUp(member: Member, id: string): Promise<void> {
  if (await findUpload(member, id)) await removeUpload(member, id)
}

const mayPass = new Set(['unavailable', 'too_many_requests', 'internal', 'unauthorized'])
