import card from '../cards/picture.noise.json'
import type { Finding, Picture } from '../check'
import { quoteCard } from '../evidence-card'
import { notApplicable } from '../run-check'
import { drawNoise } from './noise/draw-noise'
import { compareNoise, findPatch, strength } from './noise/find-patch'
import { measureNoise } from './noise/measure-noise'

export const smallestNoiseSide = 256
export const largestNoisePixels = 40_000_000
/** At least this share of the blocks must show noise, not texture, black or white. */
const leastTelling = 0.15

/** A hit from this difference on, as a logarithm: 2.2 times as much noise as most of the picture has, or as little. */
export const leastStrength = 0.8

/** What the picture's noise says, before it is put into words. */
export async function measureNoiseOf(picture: Picture) {
  const map = measureNoise(await picture.pixels())
  const difference = compareNoise(map)
  return { map, difference, patch: findPatch(difference) }
}

/**
 * The check `picture.noise`: has a compact part another noise level than the rest? After Pan, Zhang and Lyu, "Exposing
 * image splicing with inconsistent local noise variances" (2012), with another estimate of the noise. It advises only: the
 * photographs it is tried on hold little of what looks the same, such as a phone's smoothing of faces and backgrounds.
 */
export async function checkNoise(picture: Picture): Promise<Finding[]> {
  const { width, height } = picture
  if (width * height > largestNoisePixels) return [notApplicable('The picture is too large to search.')]
  if (Math.min(width, height) < smallestNoiseSide) return [notApplicable('The picture is too small to search.')]
  const { map, difference, patch } = await measureNoiseOf(picture)
  if (difference.telling < leastTelling)
    return [notApplicable('Most of the picture is black, white or textured, where noise cannot be told.')]
  const found = patch && strength(patch) >= leastStrength ? patch : null
  const facts = {
    noise: round(median(map.fine)),
    tellingShare: round(difference.telling),
    regionShare: found ? round(found.blocks / (map.columns * map.rows)) : null,
    regionRatio: found ? round(found.ratio) : null,
  }
  const drawn = picture.visualize ? { map: await drawNoise(difference, picture.workFolder) } : {}
  const base = { points: 'context', llr: 0, strong: false, facts, ...drawn } as const
  if (!found) {
    return [
      {
        ...base,
        status: 'clear',
        explain: 'No compact part of the picture has clearly more or less noise than the rest.',
        doesNotShow: `It does not show that nothing was put in: strong compression and scaling level the noise. ${card.says}`,
        card: quoteCard(card),
      },
    ]
  }
  const more = found.ratio > 1
  return [
    {
      ...base,
      status: 'hit',
      explain: `One part of the picture has ${round(more ? found.ratio : 1 / found.ratio)} times ${more ? 'more' : 'less'} noise than most of it. Look at it on the map.`,
      doesNotShow: `It does not show that the part was put in: focus, smooth surfaces, shade and a phone’s own smoothing look the same, so it moves no score. ${card.says}`,
      card: quoteCard(card),
      region: found.region,
    },
  ]
}

const round = (value: number) => Math.round(value * 100) / 100
const median = (values: Float32Array) => values.toSorted()[values.length >> 1] ?? 0
