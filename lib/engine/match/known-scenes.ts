import type { PictureFingerprint } from '../analysis'
import { pdqDistance, pdqLeastQuality } from './pdq'

/** Frames nearer than this to the one before them show the same scene. */
const sameScene = 16

/** Scenes that are kept of one video; evenly spread where there are more. */
export const mostScenes = 120

/**
 * What is looked for: each scene of a video, or a picture as it is, or the pictures of an animation that differ; and what is left of
 * them when they are cut, after all that is whole, since the known one may be a copy that was cut. Nothing where there is too little
 * in it to be known again. Pure.
 */
export function askedScenes(pictures: PictureFingerprint[]): PictureFingerprint[] {
  const [first] = pictures
  if (first === undefined) return []
  if (first.second !== null) return [...distinctScenes(pictures), ...cutsOf(distinctScenes(pictures), pictures)]
  const scenes = distinctScenes([first, ...laterPages(pictures)]).map((scene) => ({ ...scene, second: null }))
  const ofFirst =
    scenes.length > 0 && first.quality >= pdqLeastQuality ? telling(pictures).filter(({ cut }) => cut) : []
  return [...scenes, ...ofFirst.map((cut) => (first.page === undefined ? cut : { ...cut, page: first.page }))]
}

/**
 * What is kept to be known by: each scene of a video, or a picture, and what is left of them as copies are cut; and the pictures of an
 * animation that differ, as scenes at their time: a still of it is not all of it. Pure.
 */
export function keptScenes(pictures: PictureFingerprint[]): PictureFingerprint[] {
  const [first] = pictures
  if (first === undefined) return []
  if (first.second !== null) return [...distinctScenes(pictures), ...cutsOf(distinctScenes(pictures), pictures)]
  const later = laterPages(pictures)
  const own = telling(pictures).filter((one) => !later.includes(one))
  return [...own, ...distinctScenes([first, ...later]).filter((scene) => scene !== first)]
}

/** Whether a frame shows another scene than the last one did that began a scene. */
export function isNewScene(last: PictureFingerprint | undefined, { pdq }: PictureFingerprint): boolean {
  return last === undefined || pdqDistance(last.pdq, pdq) > sameScene
}

function laterPages(pictures: PictureFingerprint[]): PictureFingerprint[] {
  return pictures.filter(({ page = 1 }) => page > 1)
}

/** Those with enough in them to be known again. */
function telling(pictures: PictureFingerprint[]): PictureFingerprint[] {
  return pictures.filter(({ quality }) => quality >= pdqLeastQuality)
}

function cutsOf(scenes: PictureFingerprint[], pictures: PictureFingerprint[]): PictureFingerprint[] {
  const seconds = new Set(scenes.map(({ second }) => second))
  return telling(pictures).filter(({ cut, second }) => cut && seconds.has(second))
}

function distinctScenes(pictures: PictureFingerprint[]): PictureFingerprint[] {
  const scenes: PictureFingerprint[] = []
  for (const picture of telling(pictures)) {
    if (picture.cut === undefined && isNewScene(scenes.at(-1), picture)) scenes.push(picture)
  }
  if (scenes.length <= mostScenes) return scenes
  return Array.from({ length: mostScenes }, (_, at) => scenes[Math.floor((at * scenes.length) / mostScenes)]).filter(
    (scene) => scene !== undefined,
  )
}
