/** One marker segment of a JPEG, without its marker and length. */
export interface JpegSegment {
  marker: number
  data: Buffer
}

export interface JpegSegments {
  segments: JpegSegment[]
  /** Where the picture ends after its end marker; null: it never does. */
  end: number | null
}

const mostSegments = 5_000

/**
 * Walks the marker segments of a JPEG, over the coded scans, to its end marker. Source: ITU-T T.81, annex B. Throws
 * nothing: what is cut off ends the walk.
 */
export function readJpegSegments(bytes: Buffer): JpegSegments {
  const segments: JpegSegment[] = []
  let at = 2
  while (segments.length < mostSegments && at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return { segments, end: null }
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xd9) return { segments, end: at + 2 }
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2
      continue
    }
    if (at + 4 > bytes.length) return { segments, end: null }
    const length = bytes.readUInt16BE(at + 2)
    const next = at + 2 + length
    if (length < 2 || next > bytes.length) return { segments, end: null }
    segments.push({ marker, data: bytes.subarray(at + 4, next) })
    at = marker === 0xda ? scanEnd(bytes, next) : next
  }
  return { segments, end: null }
}

/** The next marker that is neither a stuffed byte nor a restart marker. */
function scanEnd(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length
}
