import type { Box } from './jarosz'

/** Shares cut off at each of the four sides; the hash itself bears about one in a hundred of a cut. */
const middles = [0.02, 0.04, 0.06, 0.08, 0.1]

/** Shares cut off at one side alone. The hash bears being off by one in a hundred nearly always, by two every second time. */
const oneSided = [0.03, 0.06, 0.09, 0.12]

/** Widths over heights that pictures are cut to from the middle. */
const shapes = [1, 4 / 3, 3 / 4, 16 / 9, 4 / 5]

/** What is left of a picture: its middle, or all but a strip at one side. */
export interface Cut {
  cut: 'middle' | 'side'
  box: Box
}

interface Size {
  width: number
  height: number
}

/** Shares that are cut off. */
interface Strips {
  left?: number
  right?: number
  top?: number
  bottom?: number
}

/**
 * What is left of a picture as copies are usually cut: by a few hundredths at each side, to the usual shapes, and by up to an eighth at
 * one side, where a caption or somebody's mark stands. Pure.
 */
export function cutBoxes(size: Size): Cut[] {
  const cut = (what: Cut['cut']) => (strips: Strips) => ({ cut: what, box: without(size, strips) })
  const each = middles.map((share) => ({ left: share, right: share, top: share, bottom: share }))
  const one = oneSided.flatMap((share) => [{ left: share }, { right: share }, { top: share }, { bottom: share }])
  return [...[...each, ...shapes.flatMap((shape) => shaped(size, shape))].map(cut('middle')), ...one.map(cut('side'))]
}

/** Cut to this shape; nothing where next to nothing would be cut, or more than half. */
function shaped({ width, height }: Size, shape: number): Strips[] {
  const is = width / height
  const left = Math.min(is / shape, shape / is)
  if (left > 0.97 || left < 0.5) return []
  const share = (1 - left) / 2
  return [is > shape ? { left: share, right: share } : { top: share, bottom: share }]
}

function without({ width, height }: Size, strips: Strips): Box {
  const left = Math.round(width * (strips.left ?? 0))
  const top = Math.round(height * (strips.top ?? 0))
  return {
    left,
    top,
    width: Math.max(1, width - left - Math.round(width * (strips.right ?? 0))),
    height: Math.max(1, height - top - Math.round(height * (strips.bottom ?? 0))),
  }
}
