/** An EXIF segment with the picture's size and a thumbnail, as cameras write it; `thumbnail` may be any bytes. */
export function exifWith(thumbnail: Buffer | null, size: { width: number; height: number } | null): Buffer {
  const entry = (tag: number, type: number, value: number) => {
    const bytes = Buffer.alloc(12)
    bytes.writeUInt16LE(tag, 0)
    bytes.writeUInt16LE(type, 2)
    bytes.writeUInt32LE(1, 4)
    bytes.writeUInt32LE(value, 8)
    return bytes
  }
  const directory = (entries: Buffer[], next: number) => {
    const [count, link] = [Buffer.alloc(2), Buffer.alloc(4)]
    count.writeUInt16LE(entries.length, 0)
    link.writeUInt32LE(next, 0)
    return Buffer.concat([count, ...entries, link])
  }
  const sizes = size ? [entry(0xa002, 4, size.width), entry(0xa003, 4, size.height)] : []
  const subAt = 8 + 18
  const nextAt = subAt + 6 + 12 * sizes.length
  const thumbnailAt = nextAt + 6 + 24
  const parts: Buffer[] = [
    Buffer.from('II*\0\x08\0\0\0', 'latin1'),
    directory([entry(0x8769, 4, subAt)], thumbnail ? nextAt : 0),
    directory(sizes, 0),
  ]
  if (thumbnail) {
    parts.push(directory([entry(0x201, 4, thumbnailAt), entry(0x202, 4, thumbnail.length)], 0), thumbnail)
  }
  return Buffer.concat([Buffer.from('Exif\0\0'), ...parts])
}

/** A drawing of a kilobyte that takes a minute to draw: noise over noise, `2 ** doublings` times. */
export function slowDrawing(doublings: number): Buffer {
  const noise = '<feTurbulence baseFrequency="0.9" numOctaves="9"/><feGaussianBlur stdDeviation="3"/>'.repeat(4)
  const parts = Array.from(
    { length: doublings },
    (_, i) => `<g id="g${i + 1}"><use href="#g${i}"/><use href="#g${i}"/></g>`,
  ).join('')
  const first = '<rect id="g0" width="500" height="500" filter="url(#f)"/>'
  const shown = `<use href="#g${doublings}"/>`
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="500" height="500"><defs><filter id="f">${noise}</filter>${first}${parts}</defs>${shown}</svg>`,
  )
}
