import { DocketError } from '@/lib/errors'
import { declaredLength, envelopeBytes, type Fields, type FilePart, receiveMultipart } from './multipart'
import { type ReceivedFile, receiveFile } from './receive-file'
import { sniffUpload } from './sniff'

/** The largest file taken directly: detect-api.md, section 2. Bytes. */
export const maxUploadBytes = 150 * 1024 * 1024

export interface ReceivedUpload {
  /** Null when the request has fields only. */
  file: ReceivedFile | null
  fields: Fields
}

interface Door {
  /** The largest file taken here, `maxUploadBytes` unless given. Bytes. */
  maxBytes?: number
  /** The same for one that must not be kept: it cannot be sent in pieces. */
  maxUnkeptBytes?: number
  /** What someone whose file is too large can do, as sentences. */
  tooLargeWayOut: string
  /** Looks at the fields that came before the file, so that a request that is refused anyway stores nothing. */
  checkFields?(fields: Fields): void
  /**
   * What the fields before the file say of keeping it. Unless it may be kept it is sealed as it arrives; left out: the flag may
   * come behind it.
   */
  mayKeep?(fields: Fields): boolean | 'unknown'
}

/**
 * Streams a multipart request to a file in the incoming folder. Throws DocketError `bad_request`, `too_large` or
 * `unavailable`; then nothing of the request stays. The caller keeps the file or removes it.
 */
export async function receiveUpload(request: Request, door: Door): Promise<ReceivedUpload> {
  const maxBytes = door.maxBytes ?? maxUploadBytes
  const mostBytes = Math.max(maxBytes, door.maxUnkeptBytes ?? 0)
  const tooLarge = (subject: string, limit: number) =>
    new DocketError(
      'too_large',
      `${subject} is larger than ${inWords(limit)}, the most one ${limit === maxUploadBytes ? 'direct ' : ''}upload may hold. ${door.tooLargeWayOut}`,
    )
  const receive = async ({ name, filename, declaredType, bytes }: FilePart, fields: Fields) => {
    if (name !== 'file') throw badRequest(`The file came in the part “${name}”. Send it in the part named “file”.`)
    door.checkFields?.(fields)
    const mayKeep = door.mayKeep?.(fields) ?? 'unknown'
    const limit = mayKeep === false ? mostBytes : maxBytes
    if ((declaredLength(request) ?? 0) > limit + envelopeBytes) throw tooLarge('The file', limit)
    return receiveFile(bytes, {
      maxBytes: limit,
      tooLarge: () => tooLarge(`“${filename}”`, limit),
      identify: (head) => sniffUpload(filename, declaredType, head),
      sealed: mayKeep !== true,
    })
  }
  const tooManyFiles = () => badRequest('The request holds more than one file. Send one file per request.')
  const expectedBytes = Math.min(mostBytes, maxUploadBytes)
  const { files, fields } = await receiveMultipart(request, {
    maxBytes: mostBytes,
    maxFiles: 1,
    expectedBytes,
    tooLarge: (subject) => tooLarge(subject, mostBytes),
    tooManyFiles,
    receive,
  })
  return { file: files[0] ?? null, fields }
}

/** Bytes as people say them: 150 MB, 5 GB, 1.5 GB. */
export function inWords(bytes: number): string {
  const megabytes = bytes / 1024 ** 2
  return megabytes < 1024 ? `${+megabytes.toFixed(1)} MB` : `${+(megabytes / 1024).toFixed(1)} GB`
}

function badRequest(message: string): DocketError {
  return new DocketError('bad_request', message)
}
