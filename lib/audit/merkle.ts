import { emptyRoot, nodeHash } from './leaf-hash'

/*
 * The Merkle tree of RFC 6962, section 2.1, grown from left to right. Only the roots of its complete subtrees are held: one
 * for each 1 in the binary size.
 */

/** Leaves under one tile. */
export const tileSize = 256

export interface Tree {
  size: number
  /** Roots of the complete subtrees, from the left (largest) to the right. */
  peaks: Buffer[]
}

/** Adds a leaf to the tree itself; answers the root of the tile that it completed, or null. */
export function growTree(tree: Tree, leaf: Buffer): Buffer | null {
  let node = leaf
  let tile: Buffer | null = null
  let width = 1
  // Bits beyond 32 are lost to bit operators; division is not.
  for (let left = tree.size; left % 2 === 1; left = (left - 1) / 2) {
    const sibling = tree.peaks.pop()
    if (!sibling) throw new Error('a tree has fewer peaks than its size says')
    node = nodeHash(sibling, node)
    width *= 2
    if (width === tileSize) tile = node
  }
  tree.peaks.push(node)
  tree.size += 1
  return tile
}

/** The root hash of the tree as it stands. */
export function rootOf({ peaks }: Pick<Tree, 'peaks'>): Buffer {
  const [last, ...others] = [...peaks].reverse()
  return last ? others.reduce((right, left) => nodeHash(left, right), last) : emptyRoot()
}

/** The ranges [start, end) of a tree's complete subtrees, from the left. */
export function peakRanges(size: number): [start: number, end: number][] {
  const ranges: [number, number][] = []
  for (let start = 0; start < size; ) {
    const width = largestPowerUpTo(size - start)
    ranges.push([start, start + width])
    start += width
  }
  return ranges
}

/** Where the tree over [start, end) is cut in two; there are at least two leaves. */
export function splitOf(start: number, end: number): number {
  return start + largestPowerUpTo(end - start - 1)
}

/** The ranges whose hashes prove that the leaf at `position` is in a tree of that size, from the leaf upwards. */
export function proofRanges(position: number, size: number): [start: number, end: number][] {
  const ranges: [number, number][] = []
  let [start, end] = [0, size]
  while (end - start > 1) {
    const middle = splitOf(start, end)
    if (position < middle) {
      ranges.push([middle, end])
      end = middle
    } else {
      ranges.push([start, middle])
      start = middle
    }
  }
  return ranges.reverse()
}

/** The root that a leaf at `position` and its proof lead to in a tree of that size; null when they fit no such tree. */
export function rootFromProof(leaf: Buffer, position: number, size: number, proof: Buffer[]): Buffer | null {
  if (position < 0 || position >= size) return null
  const ranges = proofRanges(position, size)
  if (ranges.length !== proof.length) return null
  return ranges.reduce((node, [start], at) => {
    const sibling = proof[at] ?? node
    return start > position ? nodeHash(node, sibling) : nodeHash(sibling, node)
  }, leaf)
}

function largestPowerUpTo(size: number): number {
  let power = 1
  while (power * 2 <= size) power *= 2
  return power
}
