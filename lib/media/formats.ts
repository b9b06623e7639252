import type { MediaType } from '@/lib/engine/analysis'

/** One kind of file that may be handed in: detect-api.md, section 2. */
export interface Format {
  mediaType: MediaType
  /** What we serve it as, whatever the client said. */
  contentType: string
  /** Names it may carry; the first is the usual one. */
  extensions: readonly [string, ...string[]]
  /** What its bytes may look like, in file-type's words. */
  bytes: readonly string[]
  /** For people. */
  says: string
  /** Only taken from URLs. */
  fromUrlOnly?: true
}

/** In the order in which bytes without a name are matched. */
export const formats: readonly Format[] = [
  {
    mediaType: 'image',
    contentType: 'image/jpeg',
    extensions: ['jpg', 'jpeg'],
    bytes: ['jpg'],
    says: 'a JPEG picture',
  },
  { mediaType: 'image', contentType: 'image/png', extensions: ['png'], bytes: ['png', 'apng'], says: 'a PNG picture' },
  { mediaType: 'image', contentType: 'image/gif', extensions: ['gif'], bytes: ['gif'], says: 'a GIF picture' },
  { mediaType: 'image', contentType: 'image/webp', extensions: ['webp'], bytes: ['webp'], says: 'a WebP picture' },
  {
    mediaType: 'image',
    contentType: 'image/avif',
    extensions: ['avif'],
    bytes: ['avif', 'heic'],
    says: 'an AVIF picture',
  },
  {
    mediaType: 'image',
    contentType: 'image/heic',
    extensions: ['heic', 'heif'],
    bytes: ['heic', 'avif'],
    says: 'a HEIC picture',
  },
  { mediaType: 'audio', contentType: 'audio/wav', extensions: ['wav'], bytes: ['wav'], says: 'WAV sound' },
  { mediaType: 'audio', contentType: 'audio/mpeg', extensions: ['mp3'], bytes: ['mp3'], says: 'MP3 sound' },
  {
    mediaType: 'audio',
    contentType: 'audio/ogg',
    extensions: ['ogg'],
    bytes: ['ogg', 'oga', 'opus', 'spx'],
    says: 'Ogg sound',
  },
  { mediaType: 'audio', contentType: 'audio/aac', extensions: ['aac'], bytes: ['aac'], says: 'AAC sound' },
  { mediaType: 'audio', contentType: 'audio/flac', extensions: ['flac'], bytes: ['flac'], says: 'FLAC sound' },
  { mediaType: 'audio', contentType: 'audio/amr', extensions: ['amr'], bytes: ['amr'], says: 'AMR sound' },
  // The MP4 family is one container under many brands, and recorders mix brand and name freely.
  {
    mediaType: 'audio',
    contentType: 'audio/mp4',
    extensions: ['m4a'],
    bytes: ['m4a', 'm4b', 'mp4', '3gp'],
    says: 'M4A sound',
  },
  {
    mediaType: 'video',
    contentType: 'video/mp4',
    extensions: ['mp4'],
    bytes: ['mp4', 'm4v', 'f4v', '3gp', '3g2', 'm4a', 'm4b'],
    says: 'an MP4 video',
  },
  {
    mediaType: 'video',
    contentType: 'video/quicktime',
    extensions: ['mov'],
    bytes: ['mov', 'mp4', 'm4v'],
    says: 'a QuickTime video',
  },
  {
    mediaType: 'video',
    contentType: 'video/3gpp',
    extensions: ['3gp', '3gpp'],
    bytes: ['3gp', '3g2', 'mp4'],
    says: 'a 3GP video',
  },
  { mediaType: 'video', contentType: 'video/x-msvideo', extensions: ['avi'], bytes: ['avi'], says: 'an AVI video' },
  { mediaType: 'video', contentType: 'video/webm', extensions: ['webm'], bytes: ['webm'], says: 'a WebM video' },
  {
    mediaType: 'video',
    contentType: 'video/x-matroska',
    extensions: ['mkv'],
    bytes: ['mkv', 'webm'],
    says: 'a Matroska video',
  },
  {
    mediaType: 'video',
    contentType: 'video/x-ms-wmv',
    extensions: ['wmv'],
    bytes: ['asf'],
    says: 'a Windows Media video',
    fromUrlOnly: true,
  },
]

/** The part of a name behind its last dot, in lower case; empty when it has none. */
export function extensionOf(filename: string): string {
  return /\.([^.\s/\\]+)$/.exec(filename)?.[1]?.toLowerCase() ?? ''
}

/** The format a name claims, if it is one that may be handed in. */
export function formatOfName(filename: string): Format | undefined {
  const extension = extensionOf(filename)
  return formats.find((format) => format.extensions.includes(extension))
}

/** The format bytes are of by themselves: the one whose usual bytes they are, before those that merely accept them. */
export function formatOfBytes(bytes: string): Format | undefined {
  return formats.find((format) => format.bytes[0] === bytes) ?? formats.find((format) => format.bytes.includes(bytes))
}

/** Whether a part's content type may go with the format. Containers carry sound and video alike. */
export function declaredTypeFits(declared: string, format: Format): boolean {
  const [major] = declared.toLowerCase().split('/')
  // A part without a content type (many clients send none) counts as text/plain, RFC 7578, section 4.4.
  if (/^(|text\/plain|(application|binary)\/octet-stream)$/i.test(declared)) return true
  if (format.mediaType === 'image') return major === 'image'
  return major === 'audio' || major === 'video' || /^application\/(ogg|mp4)$/i.test(declared)
}

/** Every name that may be handed in, for a sentence. */
export const acceptedExtensions = formats
  .filter((format) => !format.fromUrlOnly)
  .flatMap((format) => format.extensions)
  .join(', ')
