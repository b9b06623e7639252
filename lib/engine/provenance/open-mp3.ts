import { LocatedAsset, type StorePlace } from './located-asset'

/** The specification's name for a store, and the one that older writers used. */
const storeTypes = new Set(['application/c2pa', 'application/x-c2pa-manifest-store'])

/** Whether the file begins with an ID3v2 tag, where sound files keep their store. */
export function isTagged(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 3)).toString('latin1') === 'ID3'
}

/**
 * Finds the store in an MP3's ID3v2.3 or 2.4 tag: the only object (GEOB) of its type. Null: there is none, there are
 * several, or the tag is written in a way that nobody writes beside a store (unsynchronised, extended, UTF-16 names).
 */
export function openMp3(bytes: Uint8Array): LocatedAsset | null {
  const version = bytes[3]
  if ((version !== 3 && version !== 4) || bytes[5] !== 0) return null
  const tag = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 10 + synchsafe(bytes, 6)))
  let place: StorePlace | null = null
  for (let start = 10; start + 10 < tag.length && tag[start] !== 0; ) {
    const size = version === 4 ? synchsafe(tag, start + 4) : tag.readUInt32BE(start + 4)
    const end = start + 10 + size
    if (end > tag.length) return null
    const content = tag.toString('latin1', start, start + 4) === 'GEOB' ? storeOf(tag, start + 10, end) : null
    if (content !== null && place) return null
    if (content !== null) place = { store: bytes.subarray(content, end), wrapper: { start, end } }
    start = end
  }
  return place ? new LocatedAsset(bytes, 'audio/mpeg', place) : null
}

/**
 * Where the store begins in an object: behind its encoding, type, file name and description. Null: another object. Looks
 * no further than the object: with a look at the whole tag, a tag of many of them would take hours.
 */
function storeOf(tag: Buffer, start: number, end: number): number | null {
  if (tag[start] !== 0 && tag[start] !== 3) return null
  const object = tag.subarray(start, end)
  const type = object.indexOf(0, 1)
  if (type < 0 || !storeTypes.has(object.toString('latin1', 1, type))) return null
  const name = object.indexOf(0, type + 1)
  const description = name < 0 ? -1 : object.indexOf(0, name + 1)
  return description < 0 ? null : start + description + 1
}

/** A number of four bytes with seven bits in each. */
function synchsafe(bytes: Uint8Array, at: number): number {
  return [0, 1, 2, 3].reduce((sum, index) => sum * 128 + ((bytes[at + index] ?? 0) & 127), 0)
}
