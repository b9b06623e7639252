import type { PictureFingerprint } from '../analysis'
import { pdqDistance, pdqLeastQuality } from './pdq'

/** Frames nearer than this to the one before them show the same scene. */
const sameScene = 16

/** Scenes that are kept of one video; evenly spread where there are more. */
export const mostScenes = 120

/**
 * What is looked for: each scene of a video, or a picture as it is, or the pictures of an animation that differ; nothing where
 * there is too little in it to be known again. Pure.
 */
export function askedScenes(pictures: PictureFingerprint[]): PictureFingerprint[] {
  const [first] = pictures
  if (first?.second !== null) return distinctScenes(pictures)
  return distinctScenes([first, ...laterPages(pictures)]).map((scene) => ({ ...scene, second: null }))
}

/**
 * What is kept to be known by: each scene of a video, or a picture with its middle as copies are cut, and the pictures of an
 * animation that differ, as scenes at their time: a still of it is not all of it. Pure.
 */
export function keptScenes(pictures: PictureFingerprint[]): PictureFingerprint[] {
  const [first] = pictures
  if (first?.second !== null) return distinctScenes(pictures)
  const later = laterPages(pictures)
  const own = pictures.filter((one) => !later.includes(one) && one.quality >= pdqLeastQuality)
  return [...own, ...distinctScenes([first, ...later]).filter((scene) => scene !== first)]
}

function laterPages(pictures: PictureFingerprint[]): PictureFingerprint[] {
  return pictures.filter(({ page = 1 }) => page > 1)
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
