import crypto from 'node:crypto'
import { Readable } from 'node:stream'
import type { ByteRange } from './store'

/*
 * Files as they lie where nobody may read them: 64 KiB segments, each AES-256-GCM with its place and whether it is the last one
 * in its nonce (STREAM; Hoang, Reyhanitabar, Rogaway, Vizár 2015). So any part can be read alone, and a segment that is changed,
 * moved, missing or added does not open. Each file has a key of its own (lib/media/file-key.ts), so nonces never meet.
 */

/** What of a file is sealed at a time. Bytes. */
export const segmentBytes = 64 * 1024

const tagBytes = 16
const sealedSegmentBytes = segmentBytes + tagBytes

/** A stored file that is not what was sealed: cut off, changed, put together anew, or sealed with another key. */
export class DamagedFile extends Error {
  constructor(says: string) {
    super(`a sealed file is damaged: ${says}`)
    this.name = 'DamagedFile'
  }
}

/** How many bytes a file of `sizeBytes` has when it is sealed. */
export function sealedSize(sizeBytes: number): number {
  return sizeBytes + segmentsOf(sizeBytes) * tagBytes
}

export interface Sealer {
  /** Takes the next bytes, and answers what can be written by now. */
  update(chunk: Uint8Array): Buffer[]
  /** The rest; nothing may follow. */
  final(): Buffer[]
}

/** Seals a file while it arrives; holds at most one segment of it. */
export function openSealer(key: Uint8Array): Sealer {
  const segmentKey = segmentKeyOf(key)
  const held = Buffer.allocUnsafeSlow(segmentBytes)
  let filled = 0
  let index = 0
  return {
    update(chunk) {
      const sealed: Buffer[] = []
      for (let taken = 0; taken < chunk.length; ) {
        // Only now is it known that the one before is not the last.
        if (filled === segmentBytes) {
          sealed.push(...sealSegment(segmentKey, index++, false, held))
          filled = 0
        }
        const piece = chunk.subarray(taken, taken + segmentBytes - filled)
        held.set(piece, filled)
        filled += piece.length
        taken += piece.length
      }
      return sealed
    },
    final() {
      const sealed = sealSegment(segmentKey, index, true, held.subarray(0, filled))
      held.fill(0)
      return sealed
    },
  }
}

/** Seals a whole stream. */
export async function* sealing(source: AsyncIterable<Uint8Array>, key: Uint8Array): AsyncGenerator<Buffer> {
  const sealer = openSealer(key)
  for await (const chunk of source) yield* sealer.update(chunk)
  yield* sealer.final()
}

interface Sealed {
  key: Uint8Array
  /** Of the file itself. */
  sizeBytes: number
  /** Reads the sealed bytes, where they lie. */
  open(range?: ByteRange): Promise<Readable>
}

/**
 * Reads a sealed file, or a range of it in bytes of the file itself; no more is fetched than the segments it lies in. The
 * stream fails with DamagedFile before it passes on anything of a segment that is not what was sealed.
 */
export async function openSealed({ key, sizeBytes, open }: Sealed, range?: ByteRange): Promise<Readable> {
  const wanted = range ?? { start: 0, end: sizeBytes - 1 }
  const first = Math.floor(wanted.start / segmentBytes)
  const last = range ? Math.floor(wanted.end / segmentBytes) : segmentsOf(sizeBytes) - 1
  const until = Math.min((last + 1) * sealedSegmentBytes, sealedSize(sizeBytes))
  const source = await open(range && { start: first * sealedSegmentBytes, end: until - 1 })
  const plain = unsealing(source, { segmentKey: segmentKeyOf(key), sizeBytes, first, last, wanted })
  const stream = Readable.from(plain, { objectMode: false, highWaterMark: segmentBytes })
  // A generator that waits for its source does not hear that nobody listens any more.
  stream.once('close', () => source.destroy())
  return stream
}

interface Segments {
  segmentKey: Uint8Array
  sizeBytes: number
  first: number
  last: number
  wanted: ByteRange
}

async function* unsealing(
  source: AsyncIterable<Uint8Array>,
  { segmentKey, sizeBytes, first, last, wanted }: Segments,
): AsyncGenerator<Buffer> {
  const held: Uint8Array[] = []
  let heldBytes = 0
  let index = first
  for await (const chunk of source) {
    held.push(chunk)
    heldBytes += chunk.length
    if (index <= last && heldBytes < sealedLength(index, sizeBytes)) continue
    let rest = held.length === 1 ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length) : Buffer.concat(held)
    for (; index <= last && rest.length >= sealedLength(index, sizeBytes); index++) {
      const length = sealedLength(index, sizeBytes)
      const plain = unsealSegment(segmentKey, index, isLast(index, sizeBytes), rest.subarray(0, length))
      rest = rest.subarray(length)
      const start = index * segmentBytes
      const part = plain.subarray(Math.max(0, wanted.start - start), Math.max(0, wanted.end + 1 - start))
      if (part.length > 0) yield part
    }
    if (index > last && rest.length > 0) throw new DamagedFile('it has more bytes than it should')
    held.splice(0, held.length, rest)
    heldBytes = rest.length
  }
  if (index <= last) throw new DamagedFile('it ends too early')
}

/** Ciphertext and tag. */
function sealSegment(segmentKey: Uint8Array, index: number, last: boolean, plain: Uint8Array): Buffer[] {
  const cipher = crypto.createCipheriv('aes-256-gcm', segmentKey, nonceOf(index, last))
  const sealed = cipher.update(plain)
  cipher.final()
  return [sealed, cipher.getAuthTag()]
}

function unsealSegment(segmentKey: Uint8Array, index: number, last: boolean, sealed: Uint8Array): Buffer {
  const decipher = crypto.createDecipheriv('aes-256-gcm', segmentKey, nonceOf(index, last), { authTagLength: tagBytes })
  decipher.setAuthTag(sealed.subarray(-tagBytes))
  const plain = decipher.update(sealed.subarray(0, -tagBytes))
  try {
    decipher.final()
  } catch {
    throw new DamagedFile(`its segment ${index} does not open`)
  }
  return plain
}

/** Eleven bytes of place, one that says whether it is the last. */
function nonceOf(index: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntBE(index, 5, 6)
  nonce[11] = last ? 1 : 0
  return nonce
}

/** A file's key may also seal its name; segments are sealed with another that is derived from it. */
function segmentKeyOf(key: Uint8Array): Uint8Array {
  return new Uint8Array(crypto.hkdfSync('sha256', key, '', 'docket-file-segments', 32))
}

function segmentsOf(sizeBytes: number): number {
  return Math.max(1, Math.ceil(sizeBytes / segmentBytes))
}

function isLast(index: number, sizeBytes: number): boolean {
  return index === segmentsOf(sizeBytes) - 1
}

function sealedLength(index: number, sizeBytes: number): number {
  return isLast(index, sizeBytes) ? sealedSize(sizeBytes) - index * sealedSegmentBytes : sealedSegmentBytes
}
