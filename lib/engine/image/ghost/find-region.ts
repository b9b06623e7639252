import type { EvidenceRegion } from '../../evidence'
import type { GhostMap } from './find-ghost'

/** What a ghost map shows when its parts differ. */
export interface GhostRegion {
  /** `saved_before`: the region was, the rest was not; `not_saved_before`: the rest was, the region was not. */
  kind: 'saved_before' | 'not_saved_before'
  region: EvidenceRegion
  /** Blocks of 8 × 8 pixels in the region. */
  blocks: number
  /** Mean log-likelihood of the region's blocks, and of the rest; of opposite signs. */
  strength: number
  rest: number
  /** 1 for the blocks of the region. */
  mask: Uint8Array
}

/** A block counts as one or the other from this log-likelihood of its neighbourhood on; between lies "cannot tell". */
export const blockThreshold = 12
/** A region needs this many blocks (80 × 80 pixels), and this share of the blocks that tell. */
export const fewestBlocks = 64
export const smallestShare = 0.01
/** The region must be no bigger than this share of what tells, and fill this share of its frame. */
export const largestShare = 0.5
export const leastFilled = 0.4
/** Both sides must be this sure on average, each in its own direction. */
export const leastStrength = 25

/** The share of blocks, 0-1, that tell either way; the others lack detail or were cut off. */
export function tellingShare({ strength }: GhostMap): number {
  let telling = 0
  for (const value of strength) if (Math.abs(value) >= blockThreshold) telling++
  return telling / Math.max(1, strength.length)
}

/** The largest connected part that differs from the rest; null when the picture is of one piece. */
export function findRegion(map: GhostMap): GhostRegion | null {
  const weighed = weighRegion(map)
  return weighed && weighed.score >= 1 ? weighed.region : null
}

/**
 * The largest connected part of the rarer kind and its score, also where that is too low for a hit, which it is below 1:
 * how far the part and the rest are as sure as they must be, less where size or shape fall short. Null: no part at all.
 */
export function weighRegion({ strength, columns, rows }: GhostMap): { region: GhostRegion; score: number } | null {
  const signs = Int8Array.from(strength, (value) => (value >= blockThreshold ? 1 : value <= -blockThreshold ? -1 : 0))
  let before = 0
  let not = 0
  for (const sign of signs) {
    if (sign > 0) before++
    else if (sign < 0) not++
  }
  const telling = before + not
  const wanted = before <= not ? 1 : -1
  const largest = largestPart(signs, columns, rows, wanted)
  if (!largest) return null
  const { left, right, top, bottom, size, mask } = largest
  const [width, height] = [right - left + 1, bottom - top + 1]
  const [inside, outside] = means(strength, signs, mask)
  const sure = Math.min(Math.abs(inside), Math.abs(outside)) / leastStrength
  const fit = Math.min(
    size / Math.max(fewestBlocks, telling * smallestShare),
    (telling * largestShare) / size,
    size / (width * height * leastFilled),
  )
  return {
    score: fit < 1 ? fit * Math.min(1, sure) : sure,
    region: {
      kind: wanted > 0 ? 'saved_before' : 'not_saved_before',
      region: { left: left / columns, top: top / rows, width: width / columns, height: height / rows },
      blocks: size,
      strength: inside,
      rest: outside,
      mask,
    },
  }
}

export interface Part {
  size: number
  left: number
  right: number
  top: number
  bottom: number
  mask: Uint8Array
}

/** The largest connected part of what has the wanted sign. */
export function largestPart(signs: Int8Array, columns: number, rows: number, wanted: number): Part | null {
  const seen = new Uint8Array(signs.length)
  let largest: (Omit<Part, 'mask'> & { members: number[] }) | null = null
  for (let start = 0; start < signs.length; start++) {
    if (seen[start] || signs[start] !== wanted) continue
    const members = [start]
    seen[start] = 1
    const part = { size: 0, left: columns, right: 0, top: rows, bottom: 0, members }
    for (let next = 0; next < members.length; next++) {
      const at = members[next] ?? 0
      const x = at % columns
      const y = (at - x) / columns
      part.left = Math.min(part.left, x)
      part.right = Math.max(part.right, x)
      part.top = Math.min(part.top, y)
      part.bottom = Math.max(part.bottom, y)
      const around = [x > 0 ? at - 1 : -1, x < columns - 1 ? at + 1 : -1, at - columns, at + columns]
      for (const near of around) {
        if (near < 0 || near >= signs.length || seen[near] || signs[near] !== wanted) continue
        seen[near] = 1
        members.push(near)
      }
    }
    part.size = members.length
    if (!largest || part.size > largest.size) largest = part
  }
  if (!largest) return null
  const mask = new Uint8Array(signs.length)
  for (const at of largest.members) mask[at] = 1
  return { ...largest, mask }
}

function means(strength: Float32Array, signs: Int8Array, mask: Uint8Array): [inside: number, outside: number] {
  let [inside, insideCount, outside, outsideCount] = [0, 0, 0, 0]
  for (let at = 0; at < strength.length; at++) {
    if (mask[at]) {
      inside += strength[at] ?? 0
      insideCount++
    } else if (signs[at] !== 0) {
      outside += strength[at] ?? 0
      outsideCount++
    }
  }
  return [inside / Math.max(1, insideCount), outside / Math.max(1, outsideCount)]
}
