import type { PictureFingerprint } from '../analysis'
import type { Pixels } from '../check'
import { pdqOf } from './pdq'

/** Shares cut off at each side, both ways, by which copies are looked for: the hash itself bears about one in a hundred. */
const cuts = [0.02, 0.04, 0.06, 0.08, 0.1]

/** Widths over heights that pictures are cut to from the middle. */
const shapes = [1, 4 / 3, 3 / 4, 16 / 9, 4 / 5]

/** The hashes of cut pictures are taken of one this wide or high at most. Pixels. */
const smallSide = 512

/**
 * The PDQ hash of a picture, and then of its middle as copies are usually cut: by a few hundredths at each side, and to the usual
 * shapes. So a copy that was cut is known by its own hash. Pure.
 */
export function pictureHashes(pixels: Pixels): PictureFingerprint[] {
  const small = shrink(pixels)
  const parts = [...cuts.map((share) => inset(small, share, share)), ...shapes.flatMap((shape) => shaped(small, shape))]
  return [pixels, ...parts].map((part) => ({ second: null, ...pdqOf(part) }))
}

/** Cut to this shape; nothing where next to nothing would be cut, or more than half. */
function shaped(pixels: Pixels, shape: number): Pixels[] {
  const is = pixels.width / pixels.height
  const left = Math.min(is / shape, shape / is)
  if (left > 0.97 || left < 0.5) return []
  const share = (1 - left) / 2
  return [is > shape ? inset(pixels, share, 0) : inset(pixels, 0, share)]
}

function inset({ width, height, rgb }: Pixels, across: number, down: number): Pixels {
  const left = Math.round(width * across)
  const top = Math.round(height * down)
  const cut = { width: Math.max(1, width - 2 * left), height: Math.max(1, height - 2 * top) }
  const inside = new Uint8Array(cut.width * cut.height * 3)
  for (let row = 0; row < cut.height; row++) {
    const start = ((top + row) * width + left) * 3
    inside.set(rgb.subarray(start, start + cut.width * 3), row * cut.width * 3)
  }
  return { ...cut, rgb: inside }
}

/** By a whole number, each pixel the mean of those it stands for. */
function shrink({ width, height, rgb }: Pixels): Pixels {
  const by = Math.floor(Math.max(width, height) / smallSide)
  if (by < 2 || Math.min(width, height) < by) return { width, height, rgb }
  const small = { width: Math.floor(width / by), height: Math.floor(height / by) }
  const out = new Uint8Array(small.width * small.height * 3)
  for (let row = 0; row < small.height; row++) {
    for (let column = 0; column < small.width; column++) {
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0
        for (let y = row * by; y < (row + 1) * by; y++) {
          const start = (y * width + column * by) * 3 + channel
          for (let x = 0; x < by; x++) sum += rgb[start + x * 3] ?? 0
        }
        out[(row * small.width + column) * 3 + channel] = sum / (by * by)
      }
    }
  }
  return { ...small, rgb: out }
}
