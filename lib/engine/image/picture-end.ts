import type { PictureFormat } from '../check'
import { readJpegSegments } from './jpeg-segments'
import { readPngChunks } from './png-chunks'

/** What stands behind the picture in its file. */
export interface Trailer {
  bytes: number
  /** `file`: another file that a program could open; `video`: a phone's motion photo; `other`: data of the maker. */
  kind: 'none' | 'file' | 'video' | 'other'
}

/** Long enough not to turn up by chance in the video of a motion photo. */
const hiddenFiles = ['%PDF-', 'Rar!\x1a\x07', "7z\xbc\xaf'\x1c", '<?php']
const hiddenMarkup = /<(html|script|svg|body|iframe)[\s>]|<!doctype html/i
const searchedBytes = 4 * 1024 * 1024

/** What follows the end of the picture; `bytes` is the whole file. A picture without an end has no trailer. */
export function readTrailer(bytes: Buffer, format: PictureFormat): Trailer {
  const end = pictureEnd(bytes, format)
  if (end === null || end >= bytes.length) return { bytes: 0, kind: 'none' }
  const trailer = bytes.subarray(end)
  const text = trailer.toString('latin1', 0, searchedBytes)
  if (hiddenMarkup.test(text) || hiddenFiles.some((start) => text.includes(start)) || isArchive(trailer)) {
    return { bytes: trailer.length, kind: 'file' }
  }
  return { bytes: trailer.length, kind: text.includes('ftyp') ? 'video' : 'other' }
}

function pictureEnd(bytes: Buffer, format: PictureFormat): number | null {
  switch (format) {
    case 'jpeg':
      return readJpegSegments(bytes).end
    case 'png':
      return readPngChunks(bytes).end
    case 'webp':
      return bytes.length < 12 ? null : 8 + bytes.readUInt32LE(4) + (bytes.readUInt32LE(4) % 2)
    case 'gif':
      return gifEnd(bytes)
    case 'avif':
    case 'heic':
      return boxesEnd(bytes)
    case 'frame':
      return null
  }
}

/** A ZIP opens from its end: the end record, and a comment that reaches exactly to the end of the file. */
function isArchive(trailer: Buffer): boolean {
  const record = trailer.lastIndexOf('PK\x05\x06')
  return (
    record >= 0 && record + 22 <= trailer.length && record + 22 + trailer.readUInt16LE(record + 20) === trailer.length
  )
}

/** Walks the blocks of a GIF to its trailer byte; null where it has none. */
function gifEnd(bytes: Buffer): number | null {
  const flags = bytes[10] ?? 0
  let at = 13 + (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)
  while (at < bytes.length) {
    const block = bytes[at]
    if (block === 0x3b) return at + 1
    if (block === 0x21) at += 2
    else if (block === 0x2c) {
      const local = bytes[at + 9] ?? 0
      at += 10 + (local & 0x80 ? 3 * 2 ** ((local & 7) + 1) : 0) + 1
    } else return null
    for (let size = bytes[at] ?? 0; size > 0; size = bytes[at] ?? 0) at += size + 1
    at += 1
  }
  return null
}

/** Walks the boxes of a HEIF file (ISO/IEC 14496-12, 4.2) for as long as they are boxes; null where one is cut off. */
function boxesEnd(bytes: Buffer): number | null {
  let at = 0
  while (at + 8 <= bytes.length && /^[a-zA-Z0-9 ]{4}$/.test(bytes.toString('latin1', at + 4, at + 8))) {
    const short = bytes.readUInt32BE(at)
    if (short === 0) return bytes.length
    if (short === 1 && at + 16 > bytes.length) return null
    const size = short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short
    if (size < 8 || at + size > bytes.length) return null
    at += size
  }
  return at
}
