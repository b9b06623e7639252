import { LocatedAsset, type StorePlace } from './located-asset'

const mimeTypes: Record<string, string> = { WEBP: 'image/webp', WAVE: 'audio/wav', 'AVI ': 'video/avi' }

/** Files have tens of chunks at this level; one made to have millions would only cost time. */
const mostChunks = 100_000

/** Whether this is a WebP, WAV or AVI file. */
export function isRiff(bytes: Uint8Array): boolean {
  return text(bytes, 0) === 'RIFF' && text(bytes, 8) in mimeTypes
}

/** Finds the store in the only chunk `C2PA` of a WebP, WAV or AVI file. Null: there is none, or there are several. */
export function openRiff(bytes: Uint8Array): LocatedAsset | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let place: StorePlace | null = null
  let chunks = 0
  for (let start = 12; start + 8 <= bytes.length; ) {
    if (++chunks > mostChunks) return null
    const content = start + 8
    const end = content + view.getUint32(start + 4, true)
    if (end > bytes.length) break
    // Chunks have an even length; the byte that fills one up is not counted in its size.
    const padded = Math.min(bytes.length, end + (end % 2))
    const isStore = text(bytes, start) === 'C2PA'
    if (isStore && place) return null
    if (isStore) place = { store: bytes.subarray(content, end), wrapper: { start, end: padded } }
    start = padded
  }
  return place ? new LocatedAsset(bytes, mimeTypes[text(bytes, 8)] ?? '', place) : null
}

function text(bytes: Uint8Array, at: number): string {
  return Buffer.from(bytes.subarray(at, at + 4)).toString('latin1')
}
