import card from '../cards/jpeg.double.json'
import type { Finding } from '../check'
import { quoteCard } from '../evidence-card'
import { notApplicable } from '../run-check'
import { findEarlierSave } from './double/find-double'
import { readCoefficients } from './ghost/coefficients'
import { readJpegStructure } from './jpeg-structure'
import { decodePicture, type OpenPicture } from './open-picture'

export const smallestDoubleSide = 256
/** Larger pictures are not decoded for it; of all others the middle is counted, up to this side in pixels. */
export const largestDoublePixels = 40_000_000
const longestSide = 1440

/** From this gain a coefficient on it was saved before; photographs saved once reach 0.0056 at most. */
export const gainThreshold = 0.008

/**
 * The check `jpeg.double`: has the whole picture been saved as JPEG before, at another quality, and at which? That is
 * what every program does that opens and saves a JPEG, so it is context and moves no score.
 */
export async function checkDouble(open: OpenPicture): Promise<Finding[]> {
  const { picture } = open
  if (picture.path === null) return [notApplicable('A single video frame is not a JPEG file.')]
  if (picture.format !== 'jpeg') return [notApplicable('The picture is not a JPEG, so it has no traces of JPEG saves.')]
  const structure = readJpegStructure(open.bytes)
  if (!structure?.luma || structure.components > 3) return [notApplicable('This kind of JPEG cannot be searched.')]
  const { width, height } = picture
  if (width * height > largestDoublePixels) return [notApplicable('The picture is too large to search.')]
  if (Math.min(width, height) < smallestDoubleSide) return [notApplicable('The picture is too small to search.')]
  const earlier = await measure(open, structure.luma)
  if (!earlier) return [notApplicable('Too little of the picture has the detail this check needs.')]
  const lastQuality = structure.quality?.quality ?? null
  const found = earlier.gain >= gainThreshold
  const facts = {
    lastQuality,
    earlierQuality: found ? earlier.quality : null,
    gain: Math.round(earlier.gain * 10_000) / 10_000,
    coefficients: earlier.counted,
  }
  if (!found) {
    return [
      {
        points: 'context',
        status: 'clear',
        llr: 0,
        strong: false,
        explain: 'The picture as a whole shows no trace of an earlier JPEG save at another quality.',
        doesNotShow:
          `It does not show that this is the first save: scaling, cropping off the grid of blocks, and often a worse ` +
          `last save wipe the trace out. ${card.says}`,
        card: quoteCard(card),
        facts,
      },
    ]
  }
  const then = lastQuality === null ? 'again' : `again at about ${lastQuality}`
  return [
    {
      points: 'context',
      status: 'hit',
      llr: 0,
      strong: false,
      explain: `The whole picture was saved as JPEG at quality ${earlier.quality} or so, and then ${then}.`,
      doesNotShow: `It does not show that anything was changed: every program that saves a JPEG anew, and every messenger, leaves this trace. ${card.says}`,
      card: quoteCard(card),
      facts,
    },
  ]
}

/** Not turned upright and without its colour profile: both would move the values off the grid of the save. */
async function measure(open: OpenPicture, table: readonly number[]) {
  const { data, info } = await decodePicture(open.bytes, { ignoreIcc: true })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const across = cut(info.width)
  const down = cut(info.height)
  const rows = Buffer.alloc(across.size * down.size * info.channels)
  for (let y = 0; y < down.size; y++) {
    const from = ((down.from + y) * info.width + across.from) * info.channels
    data.copy(rows, y * across.size * info.channels, from, from + across.size * info.channels)
  }
  const onGrid = readCoefficients(rows, across.size, down.size, info.channels)
  // The same rows read from four pixels further right and down; what runs over an edge is left out with the last row.
  const moved = rows.subarray((4 * across.size + 4) * info.channels)
  const offGrid = readCoefficients(moved, across.size, down.size - 5, info.channels)
  return findEarlierSave(onGrid, offGrid, table)
}

/** The middle of a side, from a multiple of eight. */
function cut(side: number): { from: number; size: number } {
  const size = Math.min(side, longestSide)
  return { from: Math.floor((side - size) / 16) * 8, size }
}
