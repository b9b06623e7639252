import type { Finding, Picture, PixelCheck } from '../check'
import { decodePixels, type OpenPicture } from './open-picture'

/** Pictures of an animation that are looked at, spread over all of it, or over what can be reached in time. */
export const mostPages = 8
/** A picture is reached through all before it: 800 large ones, looked for in a file of 3 MB, took half a minute. */
const mostPixelsBefore = 200_000_000
/** Larger animations would take too long: only their first picture is looked at. */
const largestPixels = 4_000_000

/**
 * Runs a check that needs only pixels on the picture, and on up to eight pictures of an animation: the first hit is what
 * it found, else what it said of the first. Says which picture it was.
 */
export async function checkPages(open: OpenPicture, check: PixelCheck): Promise<Finding[]> {
  const { picture, pages } = open
  if (pages < 2) return check(picture)
  const looked = pagesLookedAt(open)
  const count = { pages, pagesLookedAt: looked.length }
  for (const page of looked) {
    const findings = await check({ ...pageOf(open, page), visualize: false })
    if (!findings.some(({ status }) => status === 'hit')) continue
    const shown = picture.visualize ? await check(pageOf(open, page)) : findings
    return shown.map((finding) => ({
      ...finding,
      explain: `In picture ${page + 1} of ${pages} of the animation: ${finding.explain}`,
      facts: { ...finding.facts, ...count, page: page + 1 },
    }))
  }
  const first = await check(picture)
  return first.map((finding) => ({ ...finding, facts: { ...finding.facts, ...count } }))
}

/** Which pictures of an animation are looked at, from 0; of a single picture itself. */
export function pagesLookedAt({ picture, pages }: OpenPicture): number[] {
  const pixels = picture.width * picture.height
  const reached = Math.min(pages, 1 + Math.floor(mostPixelsBefore / pixels))
  return pixels <= largestPixels ? spreadPages(reached) : [0]
}

/** The first, the last, and those evenly between them. */
export function spreadPages(pages: number): number[] {
  const count = Math.min(pages, mostPages)
  return Array.from({ length: count }, (_, index) => Math.round((index * (pages - 1)) / Math.max(1, count - 1)))
}

/** What was decoded of an animation: seven pictures of 4 megapixels at most, 84 MB, rather than all of it for each check. */
const decodedPages = new WeakMap<OpenPicture, Map<number, ReturnType<typeof decodePixels>>>()

/** One picture of an animation, from 0, decoded once. */
export function pageOf(open: OpenPicture, page: number): Picture {
  const { picture, readable } = open
  if (page === 0) return picture
  const decoded = decodedPages.get(open) ?? new Map<number, ReturnType<typeof decodePixels>>()
  decodedPages.set(open, decoded)
  return {
    ...picture,
    pixels: () => {
      const pixels = decoded.get(page) ?? decodePixels(readable, page)
      decoded.set(page, pixels)
      return pixels
    },
  }
}
