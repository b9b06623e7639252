import type { Asset } from '@trustnxt/c2pa-ts/asset'

interface Embedded {
  bytes: Buffer
  /** Where the store and what is around it lie. */
  start: number
  length: number
}

interface Format {
  mimeType: string
  isOf(start: string): boolean
  embed(media: Buffer, store: Buffer): Embedded
}

/** How the formats that the library cannot write keep a store; written from the specification, not from our reader. */
const formats: Format[] = [
  { mimeType: 'image/webp', isOf: (start) => /^RIFF.{4}WEBP/s.test(start), embed: embedInRiff },
  { mimeType: 'audio/wav', isOf: (start) => /^RIFF.{4}WAVE/s.test(start), embed: embedInRiff },
  { mimeType: 'video/avi', isOf: (start) => /^RIFF.{4}AVI /s.test(start), embed: embedInRiff },
  { mimeType: 'image/gif', isOf: (start) => start.startsWith('GIF8'), embed: embedInGif },
  { mimeType: 'audio/mpeg', isOf: isMp3, embed: embedInMp3 },
]

/** A WebP, WAV, AVI, GIF or MP3 file that can be signed. The space for the store has to be as long as the store will be. */
export class EmbeddingAsset implements Asset {
  readonly mimeType: string
  private readonly format: Format
  private embedded: Embedded

  constructor(private readonly media: Buffer) {
    const format = formatOf(media)
    if (!format) throw new Error('This format cannot be signed here.')
    this.format = format
    this.mimeType = format.mimeType
    this.embedded = { bytes: media, start: 0, length: 0 }
  }

  static canRead(media: Buffer): boolean {
    return formatOf(media) !== undefined
  }

  async ensureManifestSpace(length: number): Promise<void> {
    this.embedded = this.format.embed(this.media, Buffer.alloc(length))
  }

  async writeManifestJUMBF(store: Uint8Array): Promise<void> {
    this.embedded = this.format.embed(this.media, Buffer.from(store))
  }

  getHashExclusionRange() {
    const { start, length } = this.embedded
    return { start, length }
  }

  getDataLength(): number {
    return this.embedded.bytes.length
  }

  async getDataRange(start = 0, length = this.embedded.bytes.length): Promise<Uint8Array> {
    return new Uint8Array(this.embedded.bytes.subarray(start, start + length))
  }

  getManifestJUMBF(): Uint8Array | undefined {
    return undefined
  }

  dumpInfo(): string {
    return this.mimeType
  }
}

function formatOf(media: Buffer): Format | undefined {
  const start = media.toString('latin1', 0, 12)
  return formats.find(({ isOf }) => isOf(start))
}

/** An ID3v2.4 tag, or a frame of sound at once. */
function isMp3(start: string): boolean {
  return start.startsWith('ID3\x04') || (start[0] === '\xff' && (start.charCodeAt(1) & 0xe0) === 0xe0)
}

function insert(media: Buffer, start: number, block: Buffer): Embedded {
  const bytes = Buffer.concat([media.subarray(0, start), block, media.subarray(start)])
  return { bytes, start, length: block.length }
}

/** The last chunk; the length of the whole file, in its head, is one of the bytes that are signed. */
function embedInRiff(media: Buffer, store: Buffer): Embedded {
  const chunk = Buffer.concat([Buffer.from('C2PA\0\0\0\0'), store, Buffer.alloc(store.length % 2)])
  chunk.writeUInt32LE(store.length, 4)
  const embedded = insert(media, media.length, chunk)
  embedded.bytes.writeUInt32LE(embedded.bytes.length - 8, 4)
  return embedded
}

/** An application extension in front of all others, the store in pieces of up to 255 bytes, each behind its length. */
function embedInGif(media: Buffer, store: Buffer): Embedded {
  const flags = media[10] ?? 0
  const colours = flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0
  const pieces = Array.from({ length: Math.ceil(store.length / 255) }, (_, n) => store.subarray(n * 255, n * 255 + 255))
  const cut = pieces.flatMap((piece) => [Buffer.from([piece.length]), piece])
  const head = Buffer.from('\x21\xff\x0bC2PA_GIF\x01\0\0', 'latin1')
  return insert(media, 13 + colours, Buffer.concat([head, ...cut, Buffer.alloc(1)]))
}

/** The first frame of the ID3v2.4 tag, which is made where there is none; its length is one of the bytes that are signed. */
function embedInMp3(media: Buffer, store: Buffer): Embedded {
  const tagged =
    media.toString('latin1', 0, 3) === 'ID3' ? media : Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\0'), media])
  const content = Buffer.concat([Buffer.from('\0application/c2pa\0c2pa\0c2pa manifest store\0'), store])
  const frame = Buffer.concat([Buffer.from('GEOB'), synchsafe(content.length), Buffer.alloc(2), content])
  const embedded = insert(tagged, 10, frame)
  const before = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + (tagged[at] ?? 0), 0)
  synchsafe(before + frame.length).copy(embedded.bytes, 6)
  return embedded
}

/** A number of up to 28 bits with seven in each byte. */
function synchsafe(value: number): Buffer {
  return Buffer.from([21, 14, 7, 0].map((shift) => (value >> shift) & 127))
}
