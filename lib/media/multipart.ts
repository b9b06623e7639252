import { once } from 'node:events'
import fs from 'node:fs/promises'
import type { Readable } from 'node:stream'
import busboy, { type Busboy, type FileInfo } from 'busboy'
import { DocketError } from '@/lib/errors'
import { cleanFilename } from './clean-filename'
import { requireSpace } from './folders'
import { keepFresh } from './keep-fresh'
import { type Body, openBody } from './read-body'
import type { ArrivedFile } from './receive-file'

/** What the fields and the boundaries of a request may add to its files. Bytes. */
export const envelopeBytes = 4 * 1024 * 1024

const maxFields = 64

export type Fields = Record<string, string>

/** A file as it arrives in a multipart request. */
export interface FilePart {
  /** Of the form's field. */
  name: string
  /** Clean; empty when the sender named none. */
  filename: string
  declaredType: string
  /** To be read to its end, or left unread after a refusal. */
  bytes: AsyncIterable<Uint8Array>
}

interface Form<File extends ArrivedFile> {
  /** The most the files may hold together. Bytes. */
  maxBytes: number
  maxFiles: number
  /** Bytes that must be free on the disk when the sender does not say how many will come. */
  expectedBytes: number
  /** The refusals; `subject` is what is too large. */
  tooLarge(subject: string): DocketError
  tooManyFiles(): DocketError
  /** Takes one file, given the fields that came before it. What it throws refuses the request. */
  receive(part: FilePart, fields: Fields): Promise<File>
}

/**
 * Streams a multipart request: its fields, and its files in the incoming folder, which are the caller's to keep or
 * remove. Throws DocketError `bad_request`, `too_large`, `unavailable` or what `receive` throws; then nothing of the
 * request stays.
 */
export async function receiveMultipart<File extends ArrivedFile>(
  request: Request,
  form: Form<File>,
): Promise<{ files: File[]; fields: Fields }> {
  const declared = declaredLength(request)
  const body = openBody(request)
  if (declared !== null && declared > form.maxBytes + envelopeBytes) {
    body.discardRest()
    throw form.tooLarge(form.maxFiles === 1 ? 'The file' : 'The request')
  }
  const fields: Fields = {}
  const files: Promise<File>[] = []
  const arrived: File[] = []
  const stopTouching = keepFresh(arrived)
  const stop = new AbortController()
  const refuse = (error: unknown) => stop.abort(error)
  try {
    await requireSpace(declared ?? form.expectedBytes)
    const parser = openParser(request, form.maxFiles)
    parser.on('error', (error) => refuse(broken(error)))
    parser.on('field', (name, value, info) => {
      if (info.nameTruncated || info.valueTruncated) refuse(badRequest('A field is longer than 64 KB. Shorten it.'))
      if (name !== undefined) fields[name] = value
    })
    parser.on('file', (name, stream, info) => {
      // Whoever reads the part hears of its errors; without a listener here one that nobody reads ends the process.
      stream.on('error', () => {})
      const receiving = receivePart(asPart(name, stream, info), stream, fields, form, files.length)
      receiving.then((file) => arrived.push(file), refuse)
      files.push(receiving)
    })
    for (const event of ['fieldsLimit', 'partsLimit'] as const) {
      parser.on(event, () =>
        refuse(badRequest(`The request has more than ${maxFields} fields. Send the media and its options only.`)),
      )
    }
    try {
      await pump(body, parser, stop.signal, form)
      if (declared !== null && body.receivedBytes() !== declared) throw broken()
      return { files: await Promise.all(files), fields }
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
  } finally {
    stopTouching()
  }
}

function openParser(request: Request, maxFiles: number): Busboy {
  // One file more than are taken, so that it is heard of and refused.
  const files = maxFiles + 1
  const limits = { fields: maxFields, fieldNameSize: 100, fieldSize: 64 * 1024, files, headerPairs: 20 }
  try {
    const headers = { 'content-type': request.headers.get('content-type') ?? '' }
    return busboy({ headers, limits: { ...limits, parts: maxFields + files }, defParamCharset: 'utf8' })
  } catch (error) {
    throw broken(error)
  }
}

async function pump(body: Body, parser: Busboy, stop: AbortSignal, form: Form<ArrivedFile>): Promise<void> {
  const closed = once(parser, 'close', { signal: stop })
  const stopped = once(stop, 'abort').then(() => Promise.reject(stop.reason))
  closed.catch(() => {})
  stopped.catch(() => {})
  const flow = async () => {
    for (let chunk = await body.next(); chunk; chunk = await body.next()) {
      stop.throwIfAborted()
      if (body.receivedBytes() > form.maxBytes + envelopeBytes) throw form.tooLarge('The request')
      if (!parser.write(chunk)) await once(parser, 'drain', { signal: stop })
    }
    parser.end()
    await closed
  }
  await Promise.race([flow(), stopped])
}

function asPart(name: string | undefined, stream: Readable, info: FileInfo): FilePart {
  return {
    name: name ?? '',
    filename: cleanFilename(info.filename ?? ''),
    declaredType: info.mimeType,
    // A part that is destroyed rather than read to its end breaks the parser.
    bytes: stream.iterator({ destroyOnReturn: false }),
  }
}

async function receivePart<File extends ArrivedFile>(
  part: FilePart,
  stream: Readable,
  fields: Fields,
  form: Form<File>,
  before: number,
): Promise<File> {
  try {
    if (before >= form.maxFiles) throw form.tooManyFiles()
    return await form.receive(part, fields)
  } catch (error) {
    // Left unread, the part would hold the whole request up.
    stream.resume()
    throw error instanceof DocketError ? error : broken(error)
  }
}

/** How many bytes a request says it has; null where it does not say. */
export function declaredLength(request: Request): number | null {
  const header = request.headers.get('content-length')
  return header !== null && /^\d+$/.test(header) ? Number(header) : null
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
