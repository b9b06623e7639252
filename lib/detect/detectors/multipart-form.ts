import crypto from 'node:crypto'
import fs from 'node:fs/promises'
import { Readable } from 'node:stream'
import { bytesOnDisk } from '@/lib/media/file-bytes'

/** A file on this machine on its way to a Detect API. */
export interface SentFile {
  path: string
  /** What it is called there. */
  filename: string
  contentType: string
  /** What its bytes there are sealed with, and how many it has itself; it is opened on the way. Left out: they lie there as they are. */
  sealed?: { key: Uint8Array; sizeBytes: number } | undefined
}

/** A form as it goes over the wire; `body` can be read once. */
export interface MultipartForm {
  contentType: string
  /** Exactly; some servers take no form without. */
  contentLength: number
  body: Readable
}

/** A form of text fields and one file, streamed from the disk (RFC 7578). The file must not change meanwhile. */
export async function multipartForm(
  fields: Record<string, string | number | boolean>,
  file: SentFile,
): Promise<MultipartForm> {
  const boundary = `docket-${crypto.randomBytes(18).toString('hex')}`
  const size = file.sealed?.sizeBytes ?? (await fs.stat(file.path)).size
  const media = bytesOnDisk({ path: file.path, sizeBytes: size, sealedWith: file.sealed?.key ?? null })
  const named = (name: string) => `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"`
  const head = Buffer.from(
    [
      ...Object.entries(fields).map(([name, value]) => `${named(name)}\r\n\r\n${value}\r\n`),
      `${named('file')}; filename="${quoted(file.filename)}"\r\nContent-Type: ${file.contentType}\r\n\r\n`,
    ].join(''),
  )
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`)
  async function* body(): AsyncGenerator<Buffer> {
    yield head
    if (size > 0) yield* await media.open({ start: 0, end: size - 1 })
    yield tail
  }
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    contentLength: head.length + size + tail.length,
    body: Readable.from(body(), { objectMode: false }),
  }
}

/** As browsers escape names: HTML, "multipart/form-data encoding algorithm". */
function quoted(name: string): string {
  return name.replace(/["\r\n]/g, (character) => encodeURIComponent(character))
}
