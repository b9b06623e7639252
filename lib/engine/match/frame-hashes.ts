import type { PictureFingerprint } from '../analysis'
import type { Pixels } from '../check'
import { isNewScene } from './known-scenes'
import { pdqLeastQuality, pdqOf } from './pdq'
import { cutHashes } from './picture-hashes'

/** Scenes of a video whose middles are hashed too, the first: each costs nine hashes to keep, and to compare with. */
export const mostCutScenes = 30
/** And what is left when they are cut at one side, sixteen hashes more. */
export const mostOneSidedScenes = 10

/** The hashes of a video's frames, one after the other: of each that has enough in it, and of its first scenes as copies are cut. */
export function frameHashes(): { add(second: number, pixels: Pixels): void; all: PictureFingerprint[] } {
  const all: PictureFingerprint[] = []
  let scenes = 0
  let last: PictureFingerprint | undefined
  return {
    all,
    add(second, pixels) {
      const whole = { second, ...pdqOf(pixels) }
      if (whole.quality < pdqLeastQuality) return
      all.push(whole)
      if (!isNewScene(last, whole)) return
      last = whole
      scenes++
      if (scenes > mostCutScenes) return
      all.push(...cutHashes(pixels, { oneSided: scenes <= mostOneSidedScenes }).map((cut) => ({ ...cut, second })))
    },
  }
}
