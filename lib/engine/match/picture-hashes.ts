import type { PictureFingerprint } from '../analysis'
import type { Pixels } from '../check'
import { cutBoxes } from './cut-boxes'
import { type Luma, lumaOf, partsTo64, tentTo64 } from './jarosz'
import { pdqOfSamples } from './pdq'

/** The hashes of cut pictures are taken of one about this wide or high. Pixels. */
const smallSide = 512

/**
 * The PDQ hash of a picture, and then those of what is left of it as copies are usually cut (`cut-boxes.ts`). So a copy that was cut is
 * known by its own hash. Pure.
 */
export function pictureHashes(pixels: Pixels): PictureFingerprint[] {
  const luma = lumaOf(pixels)
  return [{ second: null, ...pdqOfSamples(tentTo64(luma)) }, ...hashesOfCuts(luma, true)]
}

/** The hashes of what is left of a picture as copies are usually cut; cut at one side alone only where `oneSided`. Pure. */
export function cutHashes(pixels: Pixels, { oneSided }: { oneSided: boolean }): PictureFingerprint[] {
  return hashesOfCuts(lumaOf(pixels), oneSided)
}

function hashesOfCuts(luma: Luma, oneSided: boolean): PictureFingerprint[] {
  const small = shrink(luma)
  const cuts = cutBoxes(small).filter(({ cut }) => oneSided || cut === 'middle')
  const samples = partsTo64(
    small,
    cuts.map(({ box }) => box),
  )
  return samples.map((each, at) => ({ second: null, cut: cuts[at]?.cut, ...pdqOfSamples(each) }))
}

/** By a whole number, each pixel the mean of those it stands for. */
function shrink({ width, height, values }: Luma): Luma {
  const by = Math.floor(Math.max(width, height) / smallSide)
  if (by < 2 || Math.min(width, height) < by) return { width, height, values }
  const small = { width: Math.floor(width / by), height: Math.floor(height / by) }
  const out = new Float32Array(small.width * small.height)
  for (let row = 0; row < small.height * by; row++) {
    const to = Math.floor(row / by) * small.width
    for (let column = 0; column < small.width * by; column++) {
      const at = to + Math.floor(column / by)
      out[at] = (out[at] ?? 0) + (values[row * width + column] ?? 0) / (by * by)
    }
  }
  return { ...small, values: out }
}
