import type { PictureFingerprint } from '../analysis'
import { pdqDistance, pdqLeastQuality } from './pdq'

/** Frames nearer than this to the one before them show the same scene. */
const sameScene = 16

/** Scenes that are kept of one video; evenly spread where there are more. */
export const mostScenes = 120

/** What is looked for: each scene of a video, or a picture as it is; nothing where there is too little in it to be known again. Pure. */
export function askedScenes(pictures: PictureFingerprint[]): PictureFingerprint[] {
  const [first] = pictures
  return distinctScenes(first?.second === null ? [first] : pictures)
}

/** What is kept to be known by: each scene of a video, or a picture with its middle as copies are cut. Pure. */
export function keptScenes(pictures: PictureFingerprint[]): PictureFingerprint[] {
  const [first] = pictures
  if (first?.second === null) return pictures.filter(({ quality }) => quality >= pdqLeastQuality)
  return distinctScenes(pictures)
}

function distinctScenes(pictures: PictureFingerprint[]): PictureFingerprint[] {
  const scenes: PictureFingerprint[] = []
  for (const picture of pictures) {
    const last = scenes.at(-1)
    if (picture.quality < pdqLeastQuality) continue
    if (last === undefined || pdqDistance(last.pdq, picture.pdq) > sameScene) scenes.push(picture)
  }
  if (scenes.length <= mostScenes) return scenes
  return Array.from({ length: mostScenes }, (_, at) => scenes[Math.floor((at * scenes.length) / mostScenes)]).filter(
    (scene) => scene !== undefined,
  )
}
