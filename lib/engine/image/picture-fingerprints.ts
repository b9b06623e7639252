import type { PictureFingerprint } from '../analysis'
import { pdqOf } from '../match/pdq'
import { pictureHashes } from '../match/picture-hashes'
import { pageOf, pagesLookedAt } from './look-at-pages'
import type { OpenPicture } from './open-picture'

/**
 * By what a picture is known again: its own hash and those of its middle, and of an animation the hashes of up to seven later
 * pictures spread over it. A later picture that cannot be decoded has none.
 */
export async function pictureFingerprints(open: OpenPicture): Promise<PictureFingerprint[]> {
  const [own, ...cut] = pictureHashes(await open.picture.pixels())
  if (!own) return []
  if (open.pages < 2) return [own, ...cut]
  const later: PictureFingerprint[] = []
  for (const page of pagesLookedAt(open).filter((one) => one > 0)) {
    const pixels = await pageOf(open, page)
      .pixels()
      .catch(() => null)
    if (pixels) later.push({ second: open.secondOf(page), page: page + 1, ...pdqOf(pixels) })
  }
  return [{ ...own, page: 1 }, ...cut, ...later]
}
