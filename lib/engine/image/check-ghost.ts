import { cardLlr } from '../card'
import card from '../cards/jpeg.ghost.json'
import type { Finding } from '../check'
import { quoteCard } from '../evidence-card'
import { notApplicable } from '../run-check'
import { familyCaps } from '../verdict'
import { readCoefficients } from './ghost/coefficients'
import { drawGhostMap } from './ghost/draw-map'
import { findGhost } from './ghost/find-ghost'
import { type GhostRegion, tellingShare, weighRegion } from './ghost/find-region'
import { turnUpright } from './ghost/turn-upright'
import { readJpegStructure } from './jpeg-structure'
import { decodePicture, type OpenPicture } from './open-picture'

/** Larger pictures would take more time and memory than the check is worth. */
export const largestGhostPixels = 32_000_000
export const smallestGhostSide = 256

/** At least this share of the blocks must have enough detail for an answer. */
const leastTelling = 0.1

/**
 * The check `jpeg.ghost`: do all parts of a JPEG have the same history of saving? A part pasted in from a JPEG saved
 * worse, or pasted into one, has another. After Farid, "Exposing digital forgeries from JPEG ghosts" (2009), worked out
 * on the coefficients instead of by saving again.
 */
export async function checkGhost(open: OpenPicture): Promise<Finding[]> {
  const { picture } = open
  if (picture.path === null) return [notApplicable('A single video frame is not a JPEG file.')]
  if (picture.format !== 'jpeg') return [notApplicable('The picture is not a JPEG, so it has no traces of JPEG saves.')]
  const structure = readJpegStructure(open.bytes)
  if (!structure?.luma || structure.components > 3) return [notApplicable('This kind of JPEG cannot be searched.')]
  if (picture.width * picture.height > largestGhostPixels) return [notApplicable('The picture is too large to search.')]
  if (Math.min(picture.width, picture.height) < smallestGhostSide) {
    return [notApplicable('The picture is too small to search.')]
  }
  // Not turned upright and without its colour profile: both would move the values off the grid of the save.
  const { data, info } = await decodePicture(open.bytes, { ignoreIcc: true })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const ghost = findGhost(readCoefficients(data, info.width, info.height, info.channels), structure.luma)
  if (!ghost) return [notApplicable('It was last saved so strongly compressed that earlier saves leave no trace.')]
  const map = turnUpright(ghost, open.orientation)
  const telling = tellingShare(map)
  const weighed = weighRegion(map)
  const found = weighed && weighed.score >= 1 ? weighed.region : null
  const facts = {
    lastQuality: structure.quality?.quality ?? null,
    earlierQuality: found ? map.quality : null,
    tellingShare: Math.round(telling * 100) / 100,
    regionShare: found ? Math.round((found.blocks / (map.columns * map.rows)) * 1000) / 1000 : null,
    regionStrength: found ? Math.round(found.strength) : null,
    restStrength: found ? Math.round(found.rest) : null,
    ofThreshold: Math.round((weighed?.score ?? 0) * 1000) / 1000,
  }
  if (telling < leastTelling) {
    return [{ ...notApplicable('Too little of the picture has the detail this check needs.'), facts }]
  }
  const drawn = picture.visualize ? { map: await drawGhostMap(map, picture.workFolder) } : {}
  if (!found) {
    return [
      {
        points: 'context',
        status: 'clear',
        llr: 0,
        strong: false,
        explain: 'No part of the picture was saved differently from the rest.',
        doesNotShow:
          'It does not show that nothing was changed: it needs a last save better than the one before, and scaling or ' +
          `sharing wipes the traces out. ${card.says}`,
        card: quoteCard(card),
        facts,
        ...drawn,
      },
    ]
  }
  return [
    {
      points: 'manipulated',
      status: 'hit',
      llr: Math.min(familyCaps.edit, cardLlr(card)),
      strong: false,
      explain: describe(found, map.quality),
      doesNotShow: `It does not show what was changed: a caption or a logo leaves the same trace. ${card.says}`,
      card: quoteCard(card),
      facts,
      region: found.region,
      ...drawn,
    },
  ]
}

function describe({ kind, region }: GhostRegion, quality: number): string {
  const where = `in the ${name(region.top + region.height / 2, ['top', 'middle', 'bottom'])} ${name(
    region.left + region.width / 2,
    ['left', 'centre', 'right'],
  )}`
  return kind === 'saved_before'
    ? `One part ${where} was saved as JPEG at quality ${quality} before, the rest was not: it may come from another picture.`
    : `The picture was saved as JPEG at quality ${quality} before, but one part ${where} was not: it may have been put in later.`
}

function name(at: number, [low, middle, high]: readonly [string, string, string]): string {
  return at < 1 / 3 ? low : at < 2 / 3 ? middle : high
}
