/** Arithmetic of a picture that is zoomed and moved within a frame. Lengths are CSS pixels unless said otherwise. */

export interface Size {
  width: number
  height: number
}

export interface Point {
  x: number
  y: number
}

/** How a picture lies in its frame: CSS pixels per picture pixel, and where its top left corner is. */
export interface View {
  scale: number
  x: number
  y: number
}

const largestScale = 16
const smallestScale = 0.02
/** A mark smaller than this many CSS pixels was a click. */
const smallestMark = 5

/** The whole picture, centred; never larger than its own pixels, so that a small picture looks small. */
export function fitView(picture: Size, frame: Size): View {
  const ratio = Math.min(frame.width / picture.width, frame.height / picture.height, 1)
  const scale = Number.isFinite(ratio) && ratio > 0 ? ratio : 1
  return keepInFrame({ scale, x: 0, y: 0 }, picture, frame)
}

/** The view to show: the chosen one, else the fitted; and that of what is `covered` by a blur, which zooming would outgrow. */
export function viewFor(chosen: View | null, fitted: View, covered: boolean): View {
  return covered ? fitted : (chosen ?? fitted)
}

/** The view at another scale, with the picture's pixel under `point` (of the frame) staying where it is. */
export function zoomAt(view: View, scale: number, point: Point, picture: Size, frame: Size): View {
  const floor = Math.min(smallestScale, fitView(picture, frame).scale)
  const next = Math.min(largestScale, Math.max(floor, scale))
  const factor = next / view.scale
  return keepInFrame(
    { scale: next, x: point.x - (point.x - view.x) * factor, y: point.y - (point.y - view.y) * factor },
    picture,
    frame,
  )
}

/** The view moved by some pixels, as far as the picture's edges allow. */
export function moveBy(view: View, by: Point, picture: Size, frame: Size): View {
  return keepInFrame({ ...view, x: view.x + by.x, y: view.y + by.y }, picture, frame)
}

/** The view at a scale that shows a part (shares 0-1 of the picture) in the middle of the frame, with room around it. */
export function viewOf(
  part: { left: number; top: number; width: number; height: number },
  picture: Size,
  frame: Size,
): View {
  const wide = Math.max(1, part.width * picture.width)
  const high = Math.max(1, part.height * picture.height)
  const scale = Math.min(largestScale, 4, (frame.width * 0.5) / wide, (frame.height * 0.5) / high)
  const larger = Math.max(scale, fitView(picture, frame).scale)
  const middle = { x: (part.left + part.width / 2) * picture.width, y: (part.top + part.height / 2) * picture.height }
  return keepInFrame(
    { scale: larger, x: frame.width / 2 - middle.x * larger, y: frame.height / 2 - middle.y * larger },
    picture,
    frame,
  )
}

/** The part of the picture (shares 0-1) that the frame shows; null while that is all of it. */
export function partInView(
  view: View,
  picture: Size,
  frame: Size,
): { left: number; top: number; width: number; height: number } | null {
  const [wide, high] = [picture.width * view.scale, picture.height * view.scale]
  if (wide <= frame.width + 1 && high <= frame.height + 1) return null
  const share = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 10_000) / 10_000
  const [left, top] = [share(-view.x / wide), share(-view.y / high)]
  return {
    left,
    top,
    width: share(Math.min(1 - left, frame.width / wide)),
    height: share(Math.min(1 - top, frame.height / high)),
  }
}

/** The part of the picture (shares 0-1) between two points of the frame; null where it is too small to be meant. */
export function partBetween(
  a: Point,
  b: Point,
  view: View,
  picture: Size,
): { left: number; top: number; width: number; height: number } | null {
  if (Math.abs(a.x - b.x) < smallestMark || Math.abs(a.y - b.y) < smallestMark) return null
  const share = (value: number, length: number) =>
    Math.round(Math.min(1, Math.max(0, value / (length * view.scale))) * 10_000) / 10_000
  const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)].map((x) => share(x - view.x, picture.width))
  const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)].map((y) => share(y - view.y, picture.height))
  const size = (from = 0, to = 0) => Math.round((to - from) * 10_000) / 10_000
  const part = { left: left ?? 0, top: top ?? 0, width: size(left, right), height: size(top, bottom) }
  return part.width > 0 && part.height > 0 ? part : null
}

/** Centres what is smaller than the frame; lets no edge of what is larger come inside it. */
function keepInFrame(view: View, picture: Size, frame: Size): View {
  return {
    scale: view.scale,
    x: keepAlong(view.x, picture.width * view.scale, frame.width),
    y: keepAlong(view.y, picture.height * view.scale, frame.height),
  }
}

function keepAlong(start: number, length: number, room: number): number {
  if (length <= room) return (room - length) / 2
  return Math.min(0, Math.max(room - length, start))
}
