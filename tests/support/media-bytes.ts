import zlib from 'node:zlib'
import sharp from 'sharp'

const picture = () => sharp({ create: { width: 64, height: 48, channels: 3, background: '#4a7' } })

/** Small real media of each kind, and files that only pretend to be. */
export const jpeg = () => picture().jpeg().toBuffer()
export const png = () => picture().png().toBuffer()
export const webp = () => picture().webp().toBuffer()
export const gif = () => picture().gif().toBuffer()

/** A WAV file of `bytes` bytes of silence: 16 bit, mono, 48 kHz. */
export function wav(bytes = 9600): Buffer {
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + bytes, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(48_000, 24)
  header.writeUInt32LE(96_000, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36)
  header.writeUInt32LE(bytes, 40)
  return Buffer.concat([header, Buffer.alloc(bytes)])
}

/** The start of an MP4-family file of this brand. */
export function isoMedia(brand: string): Buffer {
  const box = Buffer.alloc(32)
  box.writeUInt32BE(32, 0)
  box.write(`ftyp${brand.padEnd(4)}`, 4, 'latin1')
  box.write('isom', 16)
  return Buffer.concat([box, Buffer.from('\0\0\0\x08free', 'latin1'), Buffer.alloc(512)])
}

/** The start of a Matroska file of this document type. */
export function matroska(docType: 'webm' | 'matroska'): Buffer {
  const name = Buffer.from(docType)
  const inner = Buffer.concat([Buffer.from([0x42, 0x86, 0x81, 1, 0x42, 0x82, 0x80 + name.length]), name])
  return Buffer.concat([Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x80 + inner.length]), inner, Buffer.alloc(64)])
}

/** A ZIP archive with one stored file, as it could be hung on to any picture. */
export function zip(name = 'a.txt', content = 'hello'): Buffer {
  const data = Buffer.from(content)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt32LE(zlib.crc32(data), 14)
  local.writeUInt32LE(data.length, 18)
  local.writeUInt32LE(data.length, 22)
  local.writeUInt16LE(name.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt32LE(data.length, 20)
  central.writeUInt32LE(data.length, 24)
  central.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + name.length, 12)
  end.writeUInt32LE(30 + name.length + data.length, 16)
  return Buffer.concat([local, Buffer.from(name), data, central, Buffer.from(name), end])
}
