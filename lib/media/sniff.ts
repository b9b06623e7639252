import { fileTypeFromBuffer } from 'file-type'
import type { MediaType } from '@/lib/engine/analysis'
import { DocketError } from '@/lib/errors'
import { acceptedExtensions, declaredTypeFits, extensionOf, type Format, formatOfBytes, formatOfName } from './formats'
import { secondReadingOfHead, secondReadingOfTail } from './second-reading'

/** What a file is by its bytes, and the name it goes by. */
export interface MediaIdentity {
  mediaType: MediaType
  contentType: string
  filename: string
}

/** What a file from a URL is called in a refusal: that is kept in the trail, which holds no filenames. */
export const fileAtUrl = 'The file at the URL'

/**
 * What an uploaded file is: its name and its first bytes (4 KB, or all of a smaller file) must agree, and so must the
 * part's content type. Throws DocketError `bad_request` that names the file, the rule and the way out.
 */
export async function sniffUpload(filename: string, declaredType: string, head: Uint8Array): Promise<MediaIdentity> {
  const quoted = `“${filename}”`
  if (filename === '') throw refusal('The file has no name. Send it with the name it has, extension included.')
  if (head.length === 0) throw refusal(`${quoted} is empty. Check that it was saved completely, then hand it in again.`)
  const named = formatOfName(filename)
  if (!named || named.fromUrlOnly) throw refusal(`${quoted} cannot be handed in: ${refusedName(filename, head)}`)
  const found = await formatIn(head)
  if (!found) throw refusal(`${quoted} is not ${named.says}: ${textReading(head) ?? unknownBytes}`)
  if (!named.bytes.includes(found.bytes)) {
    const { format } = found
    const wayOut =
      format?.fromUrlOnly === undefined && format
        ? `Rename it so that it ends in .${format.extensions[0]}, or hand`
        : 'Hand'
    throw refusal(
      `${quoted} is named like ${named.says} but holds ${format?.says ?? found.says}. ${wayOut} in the file you meant.`,
    )
  }
  refuseDeclaredType(quoted, filename, declaredType, named)
  refuseSecondReading(quoted, secondReadingOfHead(head))
  return { mediaType: named.mediaType, contentType: named.contentType, filename }
}

/**
 * What a file is by what its sender says of it, before any byte of it is here: never enough to keep it by. Refuses as
 * `sniffUpload`.
 */
export function sniffDeclared(filename: string, declaredType: string): Format {
  const quoted = `“${filename}”`
  if (filename === '') throw refusal('The file has no name. Send it with the name it has, extension included.')
  const named = formatOfName(filename)
  if (!named || named.fromUrlOnly) throw refusal(`${quoted} cannot be handed in: ${refusedName(filename, nothing)}`)
  refuseDeclaredType(quoted, filename, declaredType, named)
  return named
}

/** What a file from a URL is. Its bytes alone decide: a URL's last part is often no name. Refuses as `sniffUpload`. */
export async function sniffFetched(filename: string, head: Uint8Array): Promise<MediaIdentity> {
  if (head.length === 0) throw refusal('The URL answered with an empty file. Check that it leads to the media itself.')
  const found = await formatIn(head)
  const named = formatOfName(filename)
  const format = found && named?.bytes.includes(found.bytes) ? named : found?.format
  if (!format) {
    const reading =
      textReading(head) ?? 'what it answers with is no kind of media we know. Use the address of the file itself.'
    throw refusal(`The URL does not lead to media: ${reading}`)
  }
  refuseSecondReading(fileAtUrl, secondReadingOfHead(head))
  const known = format === named ? filename : `${filename || 'media'}.${format.extensions[0]}`
  return { mediaType: format.mediaType, contentType: format.contentType, filename: known }
}

/** Looks at a received file's last bytes (up to `tailBytes`). Refuses as `sniffUpload`; `subject` is what it calls the file. */
export function sniffTail(subject: string, tail: Uint8Array, sizeBytes: number): void {
  refuseSecondReading(subject, secondReadingOfTail(tail, sizeBytes))
}

const nothing = new Uint8Array()

function refuseDeclaredType(quoted: string, filename: string, declaredType: string, named: Format): void {
  if (declaredTypeFits(declaredType, named)) return
  throw refusal(
    `${quoted} was sent as ${declaredType}, which does not go with .${extensionOf(filename)}. Send it as ${named.contentType}.`,
  )
}

async function formatIn(
  head: Uint8Array,
): Promise<{ bytes: string; format: Format | undefined; says: string } | undefined> {
  if (textReading(head)) return undefined
  const found = await fileTypeFromBuffer(head).catch(() => undefined)
  if (!found) return undefined
  const bytes = found.ext
  return { bytes, format: formatOfBytes(bytes), says: `${bytes.toUpperCase()} data, which cannot be analysed` }
}

function refusedName(filename: string, head: Uint8Array): string {
  const extension = extensionOf(filename)
  const reading = textReading(head)
  if (reading) return reading
  if (/^(m3u8?|mpd|pls|xspf|asx|ffconcat|concat)$/.test(extension)) return playlist
  if (/^(zip|rar|7z|tar|t?gz|bz2|xz|zst)$/.test(extension))
    return 'archives are not opened. Unpack it and hand in the media inside.'
  if (/^(svgz?|html?|xhtml|xml)$/.test(extension)) return markup
  if (extension === 'pdf') return 'documents are not analysed. Hand in the pictures in it as files of their own.'
  if (extension === 'wmv') return '.wmv is only taken from URLs. Hand it in by its URL, or convert it to MP4.'
  const what = extension
    ? `.${extension} is not among the kinds we analyse`
    : 'its name has no extension that says what it is'
  return `${what}. Accepted are ${acceptedExtensions}.`
}

const unknownBytes =
  'its bytes are no kind of media we know; it may be damaged, encrypted or cut off. ' +
  'Ask for the original, or open it where it plays and save it again.'
const playlist = 'it is a playlist, which only points to media elsewhere. Hand in the media file itself.'
const markup = 'it is a web page or drawing made of text. Hand in a JPEG, PNG or WebP of it.'

const archives = ['pk\x03\x04', 'pk\x05\x06', 'rar!\x1a\x07', '7z\xbc\xaf', '\x1f\x8b']

/** What a file is that is no media but text or a document, as the end of a sentence; null for anything else. */
function textReading(head: Uint8Array): string | null {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1')
  const start = text
    .replace(/^(?:\xef\xbb\xbf)?\s*/, '')
    .slice(0, 2048)
    .toLowerCase()
  if (/^(#extm3u|ffconcat\s|\[playlist\]|file\s+['"]?\S)/.test(start)) return playlist
  if (start.startsWith('<')) return /<(mpd|smil|asx|playlist)[\s>]/.test(start) ? playlist : markup
  if (start.startsWith('%pdf-')) return 'it is a PDF document. Hand in the pictures in it as files of their own.'
  if (archives.some((magic) => start.startsWith(magic)))
    return 'it is an archive. Unpack it and hand in the media inside.'
  return null
}

function refuseSecondReading(subject: string, reading: string | null): void {
  if (reading === null) return
  throw refusal(
    `${subject} can also be opened as ${reading}, so what it shows depends on the program. Save it again from an editor as plain media and hand that in.`,
  )
}

function refusal(message: string): DocketError {
  return new DocketError('bad_request', message)
}
