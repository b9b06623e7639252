import crypto from 'node:crypto'
import type { Member } from '@/lib/access/actor'
import { authorise } from '@/lib/access/authorise'
import { parseDetectionRequest } from '@/lib/detect/request'
import { env } from '@/lib/env'
import { DocketError } from '@/lib/errors'
import { cleanFilename } from '@/lib/media/clean-filename'
import { newStoreKey } from '@/lib/media/keep-file'
import { inWords } from '@/lib/media/receive-upload'
import { sniffDeclared } from '@/lib/media/sniff'
import { customIdOf } from '@/lib/media/stores/uploadthing'
import { mustNotKeep } from '@/lib/retention/read-rules'
import { sealGrant } from './upload-grant'

interface Announced {
  files: readonly { name: string; size: number; type: string }[]
  /** The options, as the contract spells them. */
  fields: Record<string, string>
  idempotencyKey: string
}

interface Granted {
  /** Comes back with the uploaded file. */
  sealed: string
  /** Where the file has to lie. */
  customId: string
}

/** The largest file a browser may send to the media store itself. Bytes. */
export function maxStoreUploadBytes(): number {
  return env().SECURE_UPLOAD_MAX_MB * 1024 ** 2
}

/**
 * Lets a member's browser send one file to the media store itself. Only what it says of the file is looked at here; its
 * bytes are, once they are there. What must not be kept is not let there. Throws DocketError.
 */
export async function grantUpload(member: Member, { files, fields, idempotencyKey }: Announced): Promise<Granted> {
  authorise(member, 'case.open')
  const [file, ...others] = files
  if (!file || others.length > 0) throw badRequest('Send one file per upload.')
  const { callback, ...asked } = parseDetectionRequest(fields, { hasFile: true, visualize: true })
  if (asked.zeroRetention || (await mustNotKeep(member))) throw unkeptElsewhere()
  if (callback) throw badRequest('Only the API takes a callback_url. Hand the file in there.')
  if (asked.parameters.useReverseSearch) authorise(member, 'case.read')
  const name = cleanFilename(file.name)
  sniffDeclared(name, file.type)
  if (!(file.size > 0)) {
    throw badRequest(`“${name}” is empty. Check that it was saved completely, then hand it in again.`)
  }
  const most = maxStoreUploadBytes()
  if (file.size > most) {
    throw new DocketError(
      'too_large',
      `“${name}” is larger than ${inWords(most)}, the most one upload may hold. Shorten or compress it, or hand it in by its URL.`,
    )
  }
  const { teamId, memberId, sessionId } = member
  const mediaId = crypto.randomUUID()
  const { parameters, zeroRetention, language } = asked
  const grant = { teamId, memberId, sessionId, mediaId, filename: name, idempotencyKey, parameters, zeroRetention }
  return {
    sealed: sealGrant({ ...grant, ...(language && { language }) }),
    customId: customIdOf(newStoreKey(teamId, mediaId)),
  }
}

/** It would lie there as it is, and nobody could seal it any more. */
function unkeptElsewhere(): DocketError {
  return badRequest(
    'A file that must not be kept is never sent to the media store as it is. Reload the page and hand it in again: it then goes through this server, which seals it.',
  )
}

function badRequest(message: string): DocketError {
  return new DocketError('bad_request', message)
}
