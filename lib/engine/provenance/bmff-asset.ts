import { type Box, readTopBoxes } from './bmff-boxes'
import { LocatedAsset } from './located-asset'

/** The name of the box that holds manifests, C2PA specification, "Embedding manifests into BMFF-based assets". */
const c2paName = Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex')

/** Behind the name: version and flags (4), "manifest" and a zero (9), the place of Merkle trees (8). */
const purpose = Buffer.from('\0\0\0\0manifest\0', 'latin1')
const beforeStore = c2paName.length + purpose.length + 8

/** An MP4, MOV, M4A, HEIC or AVIF file with one manifest store. */
export class BmffAsset extends LocatedAsset {
  constructor(
    bytes: Uint8Array,
    readonly boxes: Box[],
    box: Box,
  ) {
    const store = bytes.subarray(box.content + beforeStore, box.end)
    super(bytes, 'video/mp4', { store, wrapper: box })
  }
}

/**
 * Finds the store, which must be the only box of C2PA at the top level. Null: there is none, there are several (update
 * manifests, Merkle trees), or it is not one.
 */
export function openBmff(bytes: Uint8Array): BmffAsset | null {
  const boxes = readTopBoxes(bytes)
  const [box, ...others] = (boxes ?? []).filter((one) => isC2paBox(bytes, one))
  if (!boxes || !box || others.length > 0) return null
  const head = bytes.subarray(box.content + c2paName.length, box.content + beforeStore)
  const isStore = box.end - box.content > beforeStore && purpose.equals(head.subarray(0, purpose.length))
  return isStore ? new BmffAsset(bytes, boxes, box) : null
}

/** Whether this box is one of C2PA's, by its name. */
export function isC2paBox(bytes: Uint8Array, box: Box): boolean {
  return box.type === 'uuid' && c2paName.equals(bytes.subarray(box.content, box.content + c2paName.length))
}
