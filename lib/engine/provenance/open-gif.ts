import { LocatedAsset } from './located-asset'

/** Introducer, label and length of an application extension, and C2PA's identifier with its code. */
const storeHead = Buffer.from('\x21\xff\x0bC2PA_GIF\x01\0\0', 'latin1')

/** A store as large as the largest file that is read has fewer pieces; one made to have millions would only cost time. */
const mostPieces = 1_000_000

/** Whether this is a GIF file. */
export function isGif(bytes: Uint8Array): boolean {
  return ['GIF87a', 'GIF89a'].includes(Buffer.from(bytes.subarray(0, 6)).toString('latin1'))
}

/**
 * Finds the store in the only application extension of C2PA in front of the first picture, where the specification wants
 * it ("Embedding manifests into GIFs"); all behind it is content, and hashed. Null: there is none, there are several, one
 * is cut off, or what is in front of the picture has millions of pieces.
 */
export function openGif(bytes: Uint8Array): LocatedAsset | null {
  const flags = bytes[10] ?? 0
  let place: { start: number; end: number } | null = null
  let pieces = 0
  // Behind the head and the colours all pictures share: extensions, each a label and pieces of up to 255 bytes.
  for (let start = 13 + (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0); bytes[start] === 0x21; ) {
    if (++pieces > mostPieces) return null
    let end = start + 2
    for (let size = bytes[end]; size !== 0; size = bytes[end]) {
      if (size === undefined || ++pieces > mostPieces) return null
      end += 1 + size
    }
    end += 1
    if (storeHead.equals(bytes.subarray(start, start + storeHead.length))) {
      if (place) return null
      place = { start, end }
    }
    start = end
  }
  return place ? new LocatedAsset(bytes, 'image/gif', { store: joinPieces(bytes, place), wrapper: place }) : null
}

/** The content of an extension without the lengths in between. */
function joinPieces(bytes: Uint8Array, { start, end }: { start: number; end: number }): Uint8Array {
  const store = new Uint8Array(end - start)
  let length = 0
  for (let at = start + storeHead.length; at < end - 1; at += 1 + (bytes[at] ?? 0)) {
    const piece = bytes.subarray(at + 1, at + 1 + (bytes[at] ?? 0))
    store.set(piece, length)
    length += piece.length
  }
  return store.subarray(0, length)
}
