import zlib from 'node:zlib'
import sharp from 'sharp'
import { drawScene } from '../../scripts/sample-media/scene'

const scenes = new Map<string, Buffer>()

/** A computed scene with fine texture everywhere, as a photograph has. Drawn once per size and seed. */
export function photograph(options: { width?: number; height?: number; seed?: number } = {}) {
  const { width = 960, height = 720, seed = 5 } = options
  const key = `${width}x${height}:${seed}`
  const rgb = scenes.get(key) ?? drawScene({ width, height, seed }).rgb
  scenes.set(key, rgb)
  return sharp(rgb, { raw: { width, height, channels: 3 } })
}

/** A small plain picture, for tests in which its content does not matter. */
export function plain(width = 64, height = 48) {
  return sharp({ create: { width, height, channels: 3, background: '#4a7' } })
}

/** One chunk of a PNG, with its length and checksum. */
export function pngChunk(type: string, data: Buffer): Buffer {
  const chunk = Buffer.alloc(12 + data.length)
  chunk.writeUInt32BE(data.length, 0)
  chunk.write(type, 4, 'latin1')
  data.copy(chunk, 8)
  chunk.writeUInt32BE(zlib.crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length)
  return chunk
}

/** Puts chunks right behind a PNG's header. */
export function withChunks(png: Buffer, ...chunks: Buffer[]): Buffer {
  const afterHeader = 8 + 25
  return Buffer.concat([png.subarray(0, afterHeader), ...chunks, png.subarray(afterHeader)])
}

export const text = (keyword: string, value: string) =>
  pngChunk('tEXt', Buffer.concat([Buffer.from(`${keyword}\0`, 'latin1'), Buffer.from(value, 'latin1')]))

export const compressedText = (keyword: string, value: string | Buffer) =>
  pngChunk('zTXt', Buffer.concat([Buffer.from(`${keyword}\0\0`, 'latin1'), zlib.deflateSync(value)]))

export const internationalText = (keyword: string, value: string, compressed = false) =>
  pngChunk(
    'iTXt',
    Buffer.concat([
      Buffer.from(`${keyword}\0${compressed ? '\x01' : '\0'}\0en\0\0`, 'latin1'),
      compressed ? zlib.deflateSync(value) : Buffer.from(value),
    ]),
  )

/** Puts a segment right behind a JPEG's start. */
export function withSegment(jpeg: Buffer, marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, data, jpeg.subarray(2)])
}

export const withXmp = (jpeg: Buffer, properties: string) =>
  withSegment(
    jpeg,
    0xe1,
    Buffer.from(
      `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description ${properties}</rdf:RDF></x:xmpmeta>`,
    ),
  )

/** A comment of a GIF, in pieces of up to 255 bytes. */
export function gifComment(words: string): Buffer {
  const bytes = Buffer.from(words)
  const pieces: Buffer[] = []
  for (let at = 0; at < bytes.length; at += 255) {
    const piece = bytes.subarray(at, at + 255)
    pieces.push(Buffer.from([piece.length]), piece)
  }
  return Buffer.concat([Buffer.from([0x21, 0xfe]), ...pieces, Buffer.from([0])])
}

/** An XMP packet as a GIF holds it: as it is, then all lengths downwards, which lead a reader of pieces to the end. */
export function gifXmp(words: string): Buffer {
  const trailer = Buffer.from([1, ...Array.from({ length: 256 }, (_, at) => 255 - at), 0])
  return Buffer.concat([Buffer.from('\x21\xff\x0bXMP DataXMP', 'latin1'), Buffer.from(words), trailer])
}

/** A GIF with blocks of its own in front of its first picture, or behind its last. */
export function withGifBlocks(gif: Buffer, where: 'front' | 'end', ...blocks: Buffer[]): Buffer {
  const flags = gif[10] ?? 0
  const at = where === 'end' ? gif.length - 1 : 13 + (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)
  return Buffer.concat([gif.subarray(0, at), ...blocks, gif.subarray(at)])
}
