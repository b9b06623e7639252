/** What a GIF says of itself in words. */
export interface GifTexts {
  /** The XMP packet; absent where there is none. */
  xmp: Buffer | undefined
  comments: string[]
}

const mostComments = 8
const longestComment = 256 * 1024
/** As GIF89a, 26 has it: an application's name and code; XMP Specification Part 3, 1.1.2. */
const xmpHead = Buffer.from('\x21\xff\x0bXMP DataXMP', 'latin1')

/**
 * Reads the comments and the XMP packet of a GIF, wherever among its pictures they stand; the decoder gives neither.
 * Ends where blocks no longer follow one another; throws nothing.
 */
export function readGifTexts(bytes: Buffer): GifTexts {
  const flags = bytes[10] ?? 0
  let xmp: Buffer | undefined
  const comments: string[] = []
  let at = 13 + coloursOf(flags)
  while (at < bytes.length) {
    const [start, kind, label] = [at, bytes[at], bytes[at + 1]]
    if (kind === 0x21) at += 2
    else if (kind === 0x2c) at += 11 + coloursOf(bytes[at + 9] ?? 0)
    else break
    const pieces: Buffer[] = []
    const isComment = kind === 0x21 && label === 0xfe && comments.length < mostComments
    let kept = 0
    for (let size = bytes[at] ?? 0; size > 0; size = bytes[at] ?? 0) {
      if (isComment && kept < longestComment) pieces.push(bytes.subarray(at + 1, at + 1 + size))
      kept += size
      at += size + 1
    }
    if (isComment) comments.push(Buffer.concat(pieces).toString('utf8'))
    // Its packet stands there as it is, and its letters pass for lengths; what leads out of it again is no text.
    const isXmp = kind === 0x21 && bytes.subarray(start, start + xmpHead.length).equals(xmpHead)
    if (isXmp) xmp ??= bytes.subarray(start + xmpHead.length, Math.min(at, bytes.length))
    at += 1
  }
  return { xmp, comments }
}

/** Bytes of the table of colours that these flags announce. */
function coloursOf(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0
}
