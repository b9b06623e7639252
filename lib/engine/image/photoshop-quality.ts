const head = Buffer.from('Photoshop 3.0\0', 'latin1')
const qualityResource = 0x0406

/**
 * The quality, 0-12, that was chosen in Photoshop's “Save as”, from the image resources in segment APP13; null where they
 * do not say. Resource 0x0406 holds it less 4, as a signed number. Sources: Adobe's “Photoshop File Formats
 * Specification”, “Image resource blocks”; ExifTool's documentation, “Photoshop JPEG_Quality”.
 */
export function readSaveAsQuality(segment: Buffer | undefined): number | null {
  if (!segment?.subarray(0, head.length).equals(head)) return null
  let at = head.length
  while (at + 12 <= segment.length && segment.toString('latin1', at, at + 4) === '8BIM') {
    const id = segment.readUInt16BE(at + 4)
    // A name with its length before it, together an even number of bytes; then the size of the data.
    const size = at + 6 + even(1 + (segment[at + 6] ?? 0))
    if (size + 4 > segment.length) return null
    const data = size + 4
    const length = segment.readUInt32BE(size)
    if (data + length > segment.length) return null
    if (id === qualityResource) {
      const quality = length < 2 ? -1 : segment.readInt16BE(data) + 4
      return quality >= 0 && quality <= 12 ? quality : null
    }
    at = data + even(length)
  }
  return null
}

function even(length: number): number {
  return length + (length % 2)
}
