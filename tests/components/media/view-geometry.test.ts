import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitView, moveBy, viewFor, viewOf, zoomAt } from '@/components/media/view-geometry'

const picture = { width: 4000, height: 3000 }
const frame = { width: 800, height: 800 }

describe('fitView', () => {
  it('shows the whole picture, centred', () => {
    expect(fitView(picture, frame)).toEqual({ scale: 0.2, x: 0, y: 100 })
  })
  it('never shows a small picture larger than its own pixels', () => {
    expect(fitView({ width: 100, height: 50 }, frame)).toEqual({ scale: 1, x: 350, y: 375 })
  })
  it('survives a frame without a size', () => {
    expect(fitView(picture, { width: 0, height: 0 }).scale).toBe(1)
  })
})

describe('zoomAt', () => {
  it('keeps the pixel under the point where it is', () => {
    const view = { scale: 1, x: -1000, y: -1000 }
    const next = zoomAt(view, 2, { x: 300, y: 200 }, picture, frame)
    expect((300 - next.x) / next.scale).toBeCloseTo((300 - view.x) / view.scale)
    expect((200 - next.y) / next.scale).toBeCloseTo((200 - view.y) / view.scale)
  })
  it('goes no further than 16 times, and always as small as fits', () => {
    const view = fitView(picture, frame)
    expect(zoomAt(view, 1000, { x: 0, y: 0 }, picture, frame).scale).toBe(16)
    const huge = { width: 100_000, height: 100_000 }
    expect(zoomAt(fitView(huge, frame), 0, { x: 0, y: 0 }, huge, frame).scale).toBeCloseTo(0.008)
  })
})

describe('moveBy', () => {
  it('stops at the edges of a picture larger than the frame', () => {
    const view = { scale: 1, x: -10, y: -10 }
    expect(moveBy(view, { x: 500, y: 500 }, picture, frame)).toEqual({ scale: 1, x: 0, y: 0 })
    expect(moveBy(view, { x: -9000, y: -9000 }, picture, frame)).toEqual({ scale: 1, x: -3200, y: -2200 })
  })
  it('keeps a picture smaller than the frame in the middle', () => {
    expect(moveBy(fitView(picture, frame), { x: 50, y: 50 }, picture, frame)).toEqual(fitView(picture, frame))
  })
  it('leaves no gap at an edge, whatever is done', () => {
    const number = fc.double({ min: -5000, max: 5000, noNaN: true })
    fc.assert(
      fc.property(number, number, fc.double({ min: 0.01, max: 20, noNaN: true }), (x, y, scale) => {
        const point = { x: 400, y: 400 }
        const view = zoomAt(moveBy({ scale: 1, x: 0, y: 0 }, { x, y }, picture, frame), scale, point, picture, frame)
        const wide = picture.width * view.scale
        if (wide >= frame.width) {
          expect(view.x).toBeLessThanOrEqual(1e-6)
          expect(view.x + wide).toBeGreaterThanOrEqual(frame.width - 1e-6)
        } else expect(view.x).toBeCloseTo((frame.width - wide) / 2)
      }),
    )
  })
})

describe('viewOf', () => {
  it('brings a region to the middle, with room around it', () => {
    const view = viewOf({ left: 0.45, top: 0.45, width: 0.1, height: 0.1 }, picture, frame)
    expect(view.x + 2000 * view.scale).toBeCloseTo(400)
    expect(view.scale).toBeCloseTo(1)
  })
  it('never shows less than the whole picture does', () => {
    const view = viewOf({ left: 0, top: 0, width: 1, height: 1 }, picture, frame)
    expect(view.scale).toBe(fitView(picture, frame).scale)
  })
})

describe('viewFor', () => {
  it('shows what is covered whole, so that no blur is outgrown by zooming in', () => {
    const [near, whole] = [{ scale: 16, x: -900, y: -900 }, fitView(picture, frame)]
    expect(viewFor(near, whole, true)).toBe(whole)
    expect(viewFor(near, whole, false)).toBe(near)
    expect(viewFor(null, whole, false)).toBe(whole)
  })
})
