import crypto from 'node:crypto'
import { MemoryLocker, Server } from '@tus/server'
import { DocketError, type ErrorCode, notFound } from '@/lib/errors'
import { requireSpace } from './folders'
import { openBody } from './read-body'
import { inWords } from './receive-upload'
import { maxResumableBytes, type UploadOwner } from './resumable-folder'
import { checkBeginning, countUploads, findUpload, resumableStore } from './resumable-upload'
import { headBytes } from './second-reading'

/** Where they are served; the protocol's server answers with addresses under it. */
const address = '/api/uploads/resumable'

/** As many uploads may one member have begun and not handed in: each holds a place on this server for up to a day. */
export const mostUnfinished = 100

/** Requests for one upload go one after the other; a new one ends a connection that hangs. */
const locker = new MemoryLocker()

/** The refusal of a file that must not be kept: pieces lie on the disk as they come, for up to a day. */
export function unkeptInPieces(): DocketError {
  return new DocketError(
    'bad_request',
    'A file that must not be kept is not taken in pieces, because they would lie on this server’s disk as they are. Reload the page and hand it in again: it then goes in one request, and is sealed as it arrives.',
  )
}

/** Begins an upload (tus 1.0, creation): nothing but its length and its name yet. Throws DocketError. */
export async function beginUpload(owner: UploadOwner, request: Request): Promise<Response> {
  const length = Number(request.headers.get('upload-length') ?? Number.NaN)
  if (!Number.isSafeInteger(length) || length < 0) {
    throw new DocketError('bad_request', 'The upload does not say how many bytes it has (Upload-Length).')
  }
  if (length === 0)
    throw new DocketError(
      'bad_request',
      'The file is empty. Check that it was saved completely, then hand it in again.',
    )
  if (length > maxResumableBytes()) {
    throw new DocketError(
      'too_large',
      `The file is larger than ${inWords(maxResumableBytes())}, the most one upload may hold. Shorten or compress it, or hand it in by its URL.`,
    )
  }
  if ((await countUploads(owner)) >= mostUnfinished) {
    throw new DocketError(
      'too_many_requests',
      `You have begun ${mostUnfinished} uploads and not handed them in. Finish or cancel some of them, or wait: unfinished ones are deleted after a day.`,
      { retryAfterSeconds: 3600 },
    )
  }
  await requireSpace(length)
  return answer(owner, request)
}

/**
 * Answers HEAD (how far it is), PATCH (more bytes) and DELETE of an upload that this member began; any other is `not_found`.
 * Bytes that are no media are refused, and gone, as soon as their first 4 KB are here. Throws DocketError.
 */
export async function continueUpload(owner: UploadOwner, id: string, request: Request): Promise<Response> {
  const before = await findUpload(owner, id)
  if (!before) throw gone()
  if (request.method === 'PATCH') await requireSpace((before.size ?? 0) - before.offset)
  const answered = await answer(owner, request, id)
  if (request.method === 'PATCH' && before.offset < headBytes) {
    const after = await findUpload(owner, id)
    if (after && after.offset >= Math.min(headBytes, after.size ?? 0)) await checkBeginning(owner, after)
  }
  return answered
}

const passedOn = [
  'tus-resumable',
  'upload-length',
  'upload-metadata',
  'upload-offset',
  'content-type',
  'content-length',
]

async function answer(owner: UploadOwner, request: Request, id?: string): Promise<Response> {
  const server = new Server({
    path: address,
    datastore: await resumableStore(owner),
    locker,
    relativeLocation: true,
    maxSize: maxResumableBytes(),
    // Only Docket's own pages upload, so no other origin is told that it may.
    allowedOrigins: () => false,
    namingFunction: () => crypto.randomUUID(),
    getFileIdFromRequest: () => id,
  })
  // What a proxy adds is not the protocol's: its server refuses a request over a forwarding header it cannot read.
  const headers = new Headers()
  for (const name of passedOn) {
    const value = request.headers.get(name)
    if (value !== null) headers.set(name, value)
  }
  const body = request.method === 'PATCH' ? guarded(request) : null
  const init = { method: request.method, headers, body, ...(body && { duplex: 'half' }) }
  const answered = await server.handleWeb(new Request(new URL(`${address}/${id ?? ''}`, 'http://localhost'), init))
  if (answered.status < 400) {
    answered.headers.set('cache-control', 'no-store')
    return answered
  }
  throw refusalOf(answered.status, await answered.text())
}

/** The request's bytes, ended with an error when nothing comes for a minute. */
function guarded(request: Request): ReadableStream<Uint8Array> {
  const body = openBody(request)
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const chunk = await body.next()
        if (chunk) controller.enqueue(chunk)
        else controller.close()
      },
      cancel: () => body.discardRest(),
    },
    { highWaterMark: 0 },
  )
}

/** The protocol's own refusals, in sentences; the browser's part of it goes by their status. */
function refusalOf(status: number, text: string): DocketError {
  const refuse = (code: ErrorCode, message: string) => new DocketError(code, message, { cause: text })
  if (status === 404 || status === 410) return gone()
  if (text.includes('aborted')) return refuse('conflict', 'Another request took this upload over. Resume it.')
  if (status === 409) return refuse('conflict', 'The upload continues at another byte than the server has. Resume it.')
  if (status === 413)
    return refuse('too_large', 'More bytes came than the upload was said to have. Send the file again.')
  if (status >= 500)
    return refuse('unavailable', 'The bytes could not be written just now. Resume the upload in a minute.')
  return refuse('bad_request', `The upload broke off or does not follow the tus protocol (${text.trim()}). Resume it.`)
}

function gone(): DocketError {
  return notFound('Upload')
}
