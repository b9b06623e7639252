/** A box of the top level of an ISO base media file (MP4, MOV, M4A, HEIC, AVIF); offsets in bytes of the file. */
export interface Box {
  /** Four characters; empty for bytes at the end of the file that are no box. */
  type: string
  start: number
  end: number
  /** Where its content begins: behind size and type, and for `uuid` before the sixteen bytes that name it. */
  content: number
}

/** More than any file needs that is not fragmented, and too few to fill the memory. */
const mostBoxes = 10_000

/**
 * Reads the boxes of the top level, never what is in them. ISO/IEC 14496-12, 4.2. What is left where a box is
 * malformed becomes one last box without a type, so that every byte is in exactly one. Null: too many boxes.
 */
export function readTopBoxes(bytes: Uint8Array): Box[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const boxes: Box[] = []
  for (let start = 0; start < bytes.length; ) {
    if (boxes.length === mostBoxes) return null
    const box = readBox(view, start) ?? { type: '', start, end: bytes.length, content: start }
    boxes.push(box)
    start = box.end
  }
  return boxes
}

function readBox(view: DataView, start: number): Box | null {
  const left = view.byteLength - start
  if (left < 8) return null
  const short = view.getUint32(start)
  const header = short === 1 ? 16 : 8
  if (left < header) return null
  const size = short === 0 ? left : short === 1 ? Number(view.getBigUint64(start + 8)) : short
  if (size < header || size > left) return null
  const type = Buffer.from(view.buffer, view.byteOffset + start + 4, 4).toString('latin1')
  return { type, start, end: start + size, content: start + header }
}

/** Whether the file is of this family: it begins with a box `ftyp`. */
export function isBmff(bytes: Uint8Array): boolean {
  return bytes.length >= 8 && Buffer.from(bytes.subarray(4, 8)).toString('latin1') === 'ftyp'
}
