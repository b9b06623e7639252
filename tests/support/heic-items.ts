/** A piece of metadata that is an item of a HEIC of its own. */
export interface HeicItem {
  kind: 'exif' | 'xmp'
  bytes: Buffer
}

const headBytes = 8

/**
 * A HEIC as heif-enc writes it (`iloc` of version 0, no more than 65,535 items), with EXIF and XMP as cameras and programs put them in:
 * each an item that describes the picture. ISO/IEC 23008-12, A.2.1 and ISO/IEC 14496-12, 8.11.
 */
export function withHeicItems(heic: Buffer, items: HeicItem[]): Buffer {
  const meta = boxesOf(heic).find(({ type }) => type === 'meta')
  if (!meta) throw new Error('This HEIC has no meta box.')
  const first = 3
  const contents = items.map(({ kind, bytes }) => (kind === 'exif' ? Buffer.concat([u32(0), bytes]) : bytes))
  const build = (grown: number) => {
    let at = heic.length + grown + headBytes
    const places = contents.map(({ length }, index) => {
      const place = Buffer.concat([u16(first + index), u16(0), u32(at), u16(1), u32(0), u32(length)])
      at += length
      return place
    })
    const children = boxesOf(meta.content.subarray(4)).map(({ type, content }) => {
      if (type === 'iloc') return box(type, withPlaces(content, grown, places))
      if (type === 'iinf') return box(type, withNames(content, items.map(nameOf)))
      if (type === 'iref') {
        return box(type, content, ...items.map((_, index) => box('cdsc', u16(first + index), u16(1), u16(1))))
      }
      return box(type, content)
    })
    return box('meta', meta.content.subarray(0, 4), ...children)
  }
  const grown = build(0).length - headBytes - meta.content.length
  const before = heic.subarray(0, meta.start)
  const behind = heic.subarray(meta.start + headBytes + meta.content.length)
  return Buffer.concat([before, build(grown), behind, box('mdat', ...contents)])

  function nameOf({ kind }: HeicItem, index: number): Buffer {
    const type = kind === 'exif' ? 'Exif\0' : 'mime\0application/rdf+xml\0'
    return box('infe', Buffer.from([2, 0, 0, 0]), u16(first + index), u16(0), Buffer.from(type))
  }
}

/** `content` of an `iloc` box: the places in it moved as the box in front of them grows, and more of them. */
function withPlaces(content: Buffer, grown: number, places: Buffer[]): Buffer {
  if (content.readUInt32BE(0) !== 0 || content.readUInt16BE(4) !== 0x4440) throw new Error('Not as heif-enc writes it.')
  const count = content.readUInt16BE(6)
  const moved = Buffer.from(content)
  moved.writeUInt16BE(count + places.length, 6)
  for (let at = 8; at < moved.length; at += 10 + 8 * moved.readUInt16BE(at + 8)) {
    moved.writeUInt32BE(moved.readUInt32BE(at + 4) + grown, at + 4)
  }
  return Buffer.concat([moved, ...places])
}

function withNames(content: Buffer, names: Buffer[]): Buffer {
  const count = u16(content.readUInt16BE(4) + names.length)
  return Buffer.concat([content.subarray(0, 4), count, content.subarray(6), ...names])
}

function boxesOf(bytes: Buffer) {
  const found: { type: string; start: number; content: Buffer }[] = []
  for (let at = 0; at < bytes.length; at += bytes.readUInt32BE(at)) {
    const content = bytes.subarray(at + headBytes, at + bytes.readUInt32BE(at))
    found.push({ type: bytes.toString('latin1', at + 4, at + 8), start: at, content })
  }
  return found
}

function box(type: string, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents)
  return Buffer.concat([u32(headBytes + content.length), Buffer.from(type), content])
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(value)
  return bytes
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
