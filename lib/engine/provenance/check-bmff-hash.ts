import { createHash } from 'node:crypto'
import type { BMFFHashAssertion } from '@trustnxt/c2pa-ts/manifest'
import { type BmffAsset, isC2paBox } from './bmff-asset'
import type { Box } from './bmff-boxes'

/** `because`: for people, why the hash tells nothing. */
export type BmffHashAnswer = { state: 'match' | 'mismatch' } | { state: 'unverifiable'; because: string }

type Exclusion = BMFFHashAssertion['exclusions'][number]

/** Signers leave out five kinds; with more, a hostile list times many boxes would take its time. */
const mostExclusions = 50

/** Signers know a box by its name alone, sixteen bytes at one place; longer lists times many boxes would take their time. */
const mostData = 4
const longestValue = 64

/** What the specification leaves out of every hash: none of it decides what is shown. */
const alwaysLeftOut = new Set(['ftyp', 'mfra', 'free', 'skip'])

const algorithms: Record<string, string> = { 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' }

/**
 * Hashes the file as `c2pa.hash.bmff.v2` and `.v3` say: each box of the top level that is not left out whole, with its
 * offset before it (eight bytes). A signature may leave out only what the specification always does: with the tables of
 * offsets left out, other sound and pictures could be played. The library's own check takes a second `uuid` box for a
 * change, does not end on a box of size 0 and says itself that its Merkle trees are untested.
 */
export function checkBmffHash(asset: BmffAsset, binding: BMFFHashAssertion): BmffHashAnswer {
  const { bytes, boxes } = asset
  const algorithm = algorithms[binding.algorithm ?? '']
  if (!algorithm || !binding.hash) return refuse('They use a hash that is not known here.')
  const has = (type: string) => boxes.some((box) => box.type === type)
  // An index of fragments is never hashed, and players go where it points.
  if (binding.merkle?.length || (has('moof') && has('mfra'))) {
    return refuse('The file is fragmented, and fragments cannot be verified here.')
  }
  if (binding.exclusions.length > mostExclusions) return refuse('The signature leaves out parts of the file.')
  const leftOut = new Set<Box>()
  for (const exclusion of binding.exclusions) {
    const top = topOf(exclusion)
    for (const box of boxes.filter(({ type }) => type === top)) {
      if (!isAllowed(exclusion, box, bytes)) return refuse('The signature leaves out parts of the file.')
      if (matches(exclusion, box, bytes)) leftOut.add(box)
    }
  }
  const hash = createHash(algorithm)
  const offset = Buffer.alloc(8)
  for (const box of boxes.filter((one) => !leftOut.has(one))) {
    offset.writeBigUInt64BE(BigInt(box.start))
    hash.update(offset).update(bytes.subarray(box.start, box.end))
  }
  return { state: hash.digest().equals(binding.hash) ? 'match' : 'mismatch' }
}

function refuse(because: string): BmffHashAnswer {
  return { state: 'unverifiable', because }
}

/** `/moov[1]/trak` lies in a `moov`. */
function topOf({ xpath }: Exclusion): string {
  return /^\/([^/[]+)/.exec(xpath)?.[1] ?? ''
}

/** The whole box and no part of it, by its type alone; of boxes `uuid` only C2PA's own are left out. */
function isAllowed(exclusion: Exclusion, box: Box, bytes: Uint8Array): boolean {
  const isWhole = /^\/[^/[]+$/.test(exclusion.xpath) && !exclusion.subset?.length
  const { length, version, flags } = exclusion
  const data = exclusion.data ?? []
  const isShort = data.length <= mostData && data.every(({ value }) => value.length <= longestValue)
  const isPlain = isWhole && isShort && length == null && version == null && flags == null
  if (box.type === 'uuid') return isPlain && (isC2paBox(bytes, box) || !matches(exclusion, box, bytes))
  return isPlain && data.length === 0 && alwaysLeftOut.has(box.type)
}

function matches(exclusion: Exclusion, box: Box, bytes: Uint8Array): boolean {
  return (exclusion.data ?? []).every(({ offset, value }) => {
    const at = box.start + offset
    return at + value.length <= box.end && Buffer.from(value).equals(bytes.subarray(at, at + value.length))
  })
}
