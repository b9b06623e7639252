import { once } from 'node:events'
import fs from 'node:fs/promises'
import type { Readable } from 'node:stream'
import busboy, { type Busboy, type FileInfo } from 'busboy'
import { DocketError } from '@/lib/errors'
import { cleanFilename } from './clean-filename'
import { requireSpace } from './folders'
import { type Body, openBody } from './read-body'
import { type ReceivedFile, receiveFile } from './receive-file'
import { sniffUpload } from './sniff'

/** The largest file taken directly: detect-api.md, section 2. Bytes. */
export const maxUploadBytes = 150 * 1024 * 1024

/** What the other parts and the boundaries of a request may add to its file. Bytes. */
const envelopeBytes = 4 * 1024 * 1024

const limits = { fields: 64, fieldNameSize: 100, fieldSize: 64 * 1024, files: 2, parts: 66, headerPairs: 20 }

export interface ReceivedUpload {
  /** Null when the request has fields only. */
  file: ReceivedFile | null
  fields: Record<string, string>
}

interface Door {
  /** What someone whose file is too large can do, as sentences. */
  tooLargeWayOut: string
  /** Looks at the fields that came before the file, so that a request that is refused anyway stores nothing. */
  checkFields?(fields: Record<string, string>): void
}

/**
 * Streams a multipart request to a file in the incoming folder. Throws DocketError `bad_request`, `too_large` or
 * `unavailable`; then nothing of the request stays. The caller keeps the file or removes it.
 */
export async function receiveUpload(request: Request, door: Door): Promise<ReceivedUpload> {
  const declared = declaredLength(request)
  const body = openBody(request)
  if (declared !== null && declared > maxUploadBytes + envelopeBytes) {
    body.discardRest()
    throw tooLarge('The file', door)
  }
  const fields: Record<string, string> = {}
  const files: Promise<ReceivedFile>[] = []
  const stop = new AbortController()
  const refuse = (error: unknown) => stop.abort(error)
  try {
    await requireSpace(declared ?? maxUploadBytes)
    const parser = openParser(request)
    parser.on('error', (error) => refuse(broken(error)))
    parser.on('field', (name, value, info) => {
      if (info.nameTruncated || info.valueTruncated) refuse(badRequest('A field is longer than 64 KB. Shorten it.'))
      if (name !== undefined) fields[name] = value
    })
    parser.on('file', (name, stream, info) => {
      // Whoever reads the part hears of its errors; without a listener here one that nobody reads ends the process.
      stream.on('error', () => {})
      const receiving = files.length === 0 ? receivePart(name, stream, info, fields, door) : severalFiles(stream)
      receiving.catch(refuse)
      files.push(receiving)
    })
    for (const event of ['fieldsLimit', 'partsLimit'] as const) {
      parser.on(event, () =>
        refuse(badRequest('The request has more than 64 fields. Send the file and its options only.')),
      )
    }
    try {
      await pump(body, parser, stop.signal, door)
      if (declared !== null && body.receivedBytes() !== declared) throw broken()
      const [file] = await Promise.all(files)
      return { file: file ?? null, fields }
    } catch (error) {
      refuse(error)
      throw error
    } finally {
      parser.destroy()
    }
  } catch (error) {
    body.discardRest()
    for (const settled of await Promise.allSettled(files)) {
      if (settled.status === 'fulfilled') await fs.rm(settled.value.path, { force: true })
    }
    // What was refused first is the reason; everything else is what stopping it led to.
    throw stop.signal.aborted ? stop.signal.reason : error
  }
}

function openParser(request: Request): Busboy {
  try {
    const headers = { 'content-type': request.headers.get('content-type') ?? '' }
    return busboy({ headers, limits, defParamCharset: 'utf8' })
  } catch (error) {
    throw broken(error)
  }
}

async function pump(body: Body, parser: Busboy, stop: AbortSignal, door: Door): Promise<void> {
  const closed = once(parser, 'close', { signal: stop })
  const stopped = once(stop, 'abort').then(() => Promise.reject(stop.reason))
  closed.catch(() => {})
  stopped.catch(() => {})
  const flow = async () => {
    for (let chunk = await body.next(); chunk; chunk = await body.next()) {
      stop.throwIfAborted()
      if (body.receivedBytes() > maxUploadBytes + envelopeBytes) throw tooLarge('The request', door)
      if (!parser.write(chunk)) await once(parser, 'drain', { signal: stop })
    }
    parser.end()
    await closed
  }
  await Promise.race([flow(), stopped])
}

async function receivePart(
  name: string | undefined,
  stream: Readable,
  info: FileInfo,
  fields: Record<string, string>,
  door: Door,
): Promise<ReceivedFile> {
  try {
    if (name !== 'file')
      throw badRequest(`The file came in the part “${name ?? ''}”. Send it in the part named “file”.`)
    door.checkFields?.(fields)
    const filename = cleanFilename(info.filename ?? '')
    // A part that is destroyed rather than read to its end breaks the parser.
    return await receiveFile(stream.iterator({ destroyOnReturn: false }), {
      maxBytes: maxUploadBytes,
      tooLarge: () => tooLarge(`“${filename}”`, door),
      identify: (head) => sniffUpload(filename, info.mimeType, head),
    })
  } catch (error) {
    // Left unread, the part would hold the whole request up.
    stream.resume()
    throw error instanceof DocketError ? error : broken(error)
  }
}

async function severalFiles(stream: Readable): Promise<never> {
  stream.resume()
  throw badRequest('The request holds more than one file. Send one file per request.')
}

function declaredLength(request: Request): number | null {
  const header = request.headers.get('content-length')
  return header !== null && /^\d+$/.test(header) ? Number(header) : null
}

function tooLarge(subject: string, door: Door): DocketError {
  return new DocketError(
    'too_large',
    `${subject} is larger than 150 MB, the most one direct upload may hold. ${door.tooLargeWayOut}`,
  )
}

function broken(cause?: unknown): DocketError {
  return badRequest(
    'The upload broke off or is not a complete multipart form, so nothing was kept. Send it again.',
    cause,
  )
}

function badRequest(message: string, cause?: unknown): DocketError {
  return new DocketError('bad_request', message, { cause })
}
