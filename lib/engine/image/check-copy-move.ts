import { cardLlr } from '../card'
import card from '../cards/picture.copy-move.json'
import type { Finding, Picture } from '../check'
import { mostPaper } from '../doubt-distribution'
import type { EvidenceRegion } from '../evidence'
import { quoteCard } from '../evidence-card'
import { notApplicable } from '../run-check'
import { familyCaps } from '../verdict'
import { drawCopies } from './copy/draw-copies'
import { findCopy } from './copy/find-copy'
import type { Grey } from './copy/grey'
import type { VerifiedCopy } from './copy/verify-move'
import { shrinkGrey } from './shrink-grey'

export const smallestCopySide = 200
export const largestCopyPixels = 40_000_000
/** Pixels of the copy of the picture that is searched. */
const searchedPixels = 1_000_000
const fewestPoints = 40

/** Thresholds of a hit, set on the photographs of the evaluation: what is alike by nature stays below. */
export const leastLikeness = 0.92
export const mostRepetition = 0.4
export const leastEvidence = 1

/**
 * How much speaks for a copy; a hit from `leastEvidence` on. The larger the part is and the more alike in detail, the
 * more: two windows of a house are alike, but neither large nor exactly so.
 */
export function weighCopy(copy: VerifiedCopy, pixels: number): number {
  if (copy.repetition > mostRepetition || copy.likeness < leastLikeness) return 0
  const share = copy.one.length / pixels
  return (share / 0.01) * ((copy.likeness - 0.9) / 0.05)
}

/** What the search says of a picture, before it is put into words. */
export async function measureCopies(picture: Picture) {
  const grey = await shrinkGrey(await picture.pixels(), searchedPixels)
  const search = findCopy(grey)
  const weighed = search.copies
    .map((copy) => ({ copy, evidence: weighCopy(copy, grey.values.length) }))
    .toSorted((one, other) => other.evidence - one.evidence)
  const paper = sharePaper(grey)
  return { grey, points: search.points, weighed, paper, unfit: whyUnfit(paper, search.points) }
}

/**
 * The check `picture.copy-move`: does a part of the picture turn up a second time, moved, turned or scaled? Corners are
 * described and matched, moves that many matches agree on are compared pixel by pixel (after Amerini et al., "A
 * SIFT-based forensic method for copy-move attack detection", 2011, with simpler descriptors).
 */
export async function checkCopyMove(picture: Picture): Promise<Finding[]> {
  const { width, height } = picture
  if (width * height > largestCopyPixels) return [notApplicable('The picture is too large to search.')]
  if (Math.min(width, height) < smallestCopySide) return [notApplicable('The picture is too small to search.')]
  const { grey, points, weighed, paper, unfit } = await measureCopies(picture)
  const oneToneShare = round(paper, 3)
  if (unfit !== null) return [{ ...notApplicable(unfit), facts: { oneToneShare } }]
  const found = weighed.filter(({ evidence }) => evidence >= leastEvidence)
  const [best] = found
  const facts = {
    oneToneShare,
    points,
    matches: best?.copy.matches ?? 0,
    copyShare: best ? round(best.copy.one.length / grey.values.length, 4) : null,
    likeness: best ? round(best.copy.likeness, 3) : null,
    evidence: round(weighed[0]?.evidence ?? 0, 2),
  }
  const copies = found.map(({ copy }) => copy)
  const drawn = picture.visualize && best ? { map: await drawCopies(copies, grey, picture.workFolder) } : {}
  if (!best) {
    return [
      {
        points: 'context',
        status: 'clear',
        llr: 0,
        strong: false,
        explain: 'No part of the picture was found in it a second time.',
        doesNotShow: `It does not show that nothing was copied: small parts, parts without structure, mirrored or strongly changed ones are not found. ${card.says}`,
        card: quoteCard(card),
        facts,
      },
    ]
  }
  return [
    {
      points: 'manipulated',
      status: 'hit',
      llr: Math.min(familyCaps.edit, cardLlr(card)),
      strong: false,
      explain: `A part of the picture, ${percent(best.copy.one.length / grey.values.length)} of it, turns up in it a second time.`,
      doesNotShow: `It does not show which of the two is the original, nor that it was done by hand: buildings, crowds and prints can hold the same thing twice. ${card.says}`,
      card: quoteCard(card),
      facts,
      region: frame(best.copy, grey),
      ...drawn,
    },
  ]
}

/** Why a picture cannot be searched, or null. */
function whyUnfit(paper: number, points: number): string | null {
  // Letters and signs are alike without any copying.
  if (paper >= mostPaper) {
    return 'Most of the picture is of one tone, as pages and drawings are, where the same signs repeat.'
  }
  return points < fewestPoints ? 'The picture has too little structure to search.' : null
}

/** The share of pixels, 0-1, within three grey levels of the commonest tone. */
function sharePaper({ values }: Grey): number {
  const counts = new Float64Array(256 + 6)
  for (const value of values) {
    const tone = Math.round(value)
    for (let near = tone; near <= tone + 6; near++) counts[near] = (counts[near] ?? 0) + 1
  }
  return Math.max(...counts) / Math.max(1, values.length)
}

/** The smallest rectangle around the two. */
function frame({ one, other }: VerifiedCopy, { width, height }: Grey): EvidenceRegion {
  let [left, top, right, bottom] = [width, height, 0, 0]
  for (const places of [one, other]) {
    for (const at of places) {
      const [x, y] = [at % width, Math.floor(at / width)]
      left = Math.min(left, x)
      right = Math.max(right, x + 1)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y + 1)
    }
  }
  return { left: left / width, top: top / height, width: (right - left) / width, height: (bottom - top) / height }
}

const round = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits
const percent = (share: number) => `${round(share * 100, 1)} %`
