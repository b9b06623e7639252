import { acceptedExtensions, extensionOf, formatOfName } from '@/lib/media/formats'

/** Names with a sentence of their own, which the server gives after the first 4 KB. */
const explainedByServer = /^(m3u8?|mpd|pls|xspf|asx|zip|rar|7z|tar|t?gz|bz2|xz|zst|svgz?|html?|xhtml|xml|pdf|wmv)$/

/**
 * What the server would refuse without looking inside, in its words, so that nobody waits for an upload in vain; null for
 * what it has to see. `maxBytes` is the server's limit.
 */
export function refusalOfFile(file: { name: string; size: number }, maxBytes: number, wayOut: string): string | null {
  const quoted = `“${file.name}”`
  if (file.size === 0) return `${quoted} is empty. Check that it was saved completely, then hand it in again.`
  if (file.size > maxBytes) {
    return `${quoted} is larger than ${limitInWords(maxBytes)}, the most one upload may hold. ${wayOut}`
  }
  const extension = extensionOf(file.name)
  if (formatOfName(file.name) || explainedByServer.test(extension)) return null
  const what = extension
    ? `.${extension} is not among the kinds we analyse`
    : 'its name has no extension that says what it is'
  return `${quoted} cannot be handed in: ${what}. Accepted are ${acceptedExtensions}.`
}

/** A limit as the server says it: 150 MB, 5 GB, 1.5 GB. */
export function limitInWords(bytes: number): string {
  const megabytes = bytes / 1024 ** 2
  return megabytes < 1024 ? `${+megabytes.toFixed(1)} MB` : `${+(megabytes / 1024).toFixed(1)} GB`
}
