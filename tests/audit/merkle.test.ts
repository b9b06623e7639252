import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyRoot, leafHash, nodeHash } from '@/lib/audit/leaf-hash'
import { growTree, peakRanges, proofRanges, rootFromProof, rootOf, splitOf, type Tree } from '@/lib/audit/merkle'

/*
 * Known answers of Certificate Transparency's reference implementation (google/certificate-transparency,
 * merkletree/merkle_tree_test; also transparency-dev/merkle, testonly): eight leaves, the root of each size, and proofs.
 */
const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
  (hex) => Buffer.from(hex, 'hex'),
)
const leaves = inputs.map((bytes) => leafHash(bytes))
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const proofs: [position: number, size: number, proof: string[]][] = [
  [0, 1, []],
  [
    0,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    5,
    8,
    [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  [
    1,
    5,
    [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
]

test('the empty tree has the hash of nothing', () => {
  expect(emptyRoot().toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  expect(rootOf({ peaks: [] })).toEqual(emptyRoot())
})

test('the roots of one to eight leaves', () => {
  const tree: Tree = { size: 0, peaks: [] }
  for (const [at, leaf] of leaves.entries()) {
    growTree(tree, leaf)
    expect(rootOf(tree).toString('hex')).toBe(roots[at])
  }
})

test.each(proofs)('the proof of leaf %d in a tree of %d', (position, size, proof) => {
  const made = proofRanges(position, size).map(([start, end]) => hashOf(leaves, start, end).toString('hex'))
  expect(made).toEqual(proof)
  const siblings = proof.map((hash) => Buffer.from(hash, 'hex'))
  expect(rootFromProof(leaves[position]!, position, size, siblings)?.toString('hex')).toBe(roots[size - 1])
})

/** MTH of RFC 6962, section 2.1, as it stands there. */
function hashOf(all: Buffer[], start: number, end: number): Buffer {
  if (end - start === 1) return all[start]!
  const middle = splitOf(start, end)
  return nodeHash(hashOf(all, start, middle), hashOf(all, middle, end))
}

const many = Array.from({ length: 700 }, (_, at) => leafHash(String(at)))

test('a tree that grows has the root of the definition, and completes a tile each 256 leaves', () => {
  const tree: Tree = { size: 0, peaks: [] }
  const tiles = many.map((leaf) => growTree(tree, leaf))
  expect(tiles.flatMap((tile, at) => (tile ? [at] : []))).toEqual([255, 511])
  expect(tiles[255]).toEqual(hashOf(many, 0, 256))
  expect(tiles[511]).toEqual(hashOf(many, 256, 512))
  expect(rootOf(tree)).toEqual(hashOf(many, 0, 700))
  expect(peakRanges(700)).toEqual([
    [0, 512],
    [512, 640],
    [640, 672],
    [672, 688],
    [688, 696],
    [696, 700],
  ])
  expect(tree.peaks).toEqual(peakRanges(700).map(([start, end]) => hashOf(many, start, end)))
})

test('every proof leads to the root, and to no other tree’s', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 700 }), fc.nat(), (size, any) => {
      const position = any % size
      const root = hashOf(many, 0, size)
      const proof = proofRanges(position, size).map(([start, end]) => hashOf(many, start, end))
      const leaf = many[position]!
      expect(rootFromProof(leaf, position, size, proof)).toEqual(root)
      expect(rootFromProof(leafHash('other'), position, size, proof)).not.toEqual(root)
      expect(rootFromProof(leaf, position, size, proof.concat(leaf))).toBeNull()
      expect(rootFromProof(leaf, size, size, proof)).toBeNull()
      if (proof.length > 0) expect(rootFromProof(leaf, position, size, proof.slice(1))).toBeNull()
    }),
    { numRuns: 200 },
  )
})

test('a leaf can never be taken for a node', () => {
  const [left, right] = [leaves[0]!, leaves[1]!]
  expect(leafHash(Buffer.concat([left, right]))).not.toEqual(nodeHash(left, right))
})
