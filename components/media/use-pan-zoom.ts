'use client'

import { type KeyboardEvent, type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { fitView, moveBy, type Point, partInView, type Size, type View, viewFor, zoomAt } from './view-geometry'

const step = 1.25
const arrowPixels = 64

const arrows: Record<string, Point> = {
  ArrowLeft: { x: arrowPixels, y: 0 },
  ArrowRight: { x: -arrowPixels, y: 0 },
  ArrowUp: { x: 0, y: arrowPixels },
  ArrowDown: { x: 0, y: -arrowPixels },
}

/**
 * Zooming and moving a picture in a frame, by wheel with Ctrl, pinch, drag and keys. `stage` is the element around one
 * or more frames of the same size, each marked `data-pane`; they all show the same view: of what is `covered` the whole.
 */
export function usePanZoom(stage: RefObject<HTMLDivElement | null>, picture: Size, covered = false) {
  const [frame, setFrame] = useState<Size | null>(null)
  // Null: as large as fits, also after the frame has changed its size.
  const [chosen, setChosen] = useState<View | null>(null)
  const fitted = fitView(picture, frame ?? picture)
  const view = viewFor(chosen, fitted, covered)
  const size = frame ?? picture

  const change = useCallback(
    (next: (view: View) => View) => setChosen((current) => next(current ?? fitView(picture, size))),
    [picture, size],
  )
  const zoomBy = useCallback(
    (factor: number, point: Point = { x: size.width / 2, y: size.height / 2 }) =>
      change((current) => zoomAt(current, current.scale * factor, point, picture, size)),
    [change, picture, size],
  )

  useEffect(() => {
    const pane = stage.current?.querySelector('[data-pane]')
    if (!pane) return
    const watch = new ResizeObserver(() => setFrame({ width: pane.clientWidth, height: pane.clientHeight }))
    watch.observe(pane)
    return () => watch.disconnect()
  }, [stage])

  useEffect(() => {
    const element = stage.current
    // React's own wheel listeners are passive, and the page would zoom along.
    const onWheel = (event: WheelEvent) => {
      const pane = event.target instanceof Element ? event.target.closest('[data-pane]') : null
      if (!pane || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      zoomBy(Math.exp(-event.deltaY * 0.004), pointIn(pane, event))
    }
    element?.addEventListener('wheel', onWheel, { passive: false })
    return () => element?.removeEventListener('wheel', onWheel)
  }, [stage, zoomBy])

  const pointers = useDrag((by) => change((current) => moveBy(current, by, picture, size)), zoomBy)

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return
    const arrow = arrows[event.key]
    if (event.key === '+' || event.key === '=') zoomBy(step)
    else if (event.key === '-') zoomBy(1 / step)
    else if (event.key === '0') setChosen(null)
    else if (arrow) change((current) => moveBy(current, arrow, picture, size))
    else return
    event.preventDefault()
  }

  return {
    view,
    fits: covered || chosen === null || Math.abs(view.scale - fitted.scale) < 0.001,
    zoomIn: () => zoomBy(step),
    zoomOut: () => zoomBy(1 / step),
    fit: () => setChosen(null),
    actualSize: () => zoomBy(1 / view.scale),
    /** The part of the picture in view, in shares 0-1; null while that is all of it. */
    part: () => partInView(view, picture, size),
    /** Shows this view, made for the frame it is given. */
    go: (make: (frame: Size) => View) => setChosen(make(size)),
    onKeyDown,
    pointers,
  }
}

/** One pointer drags; two pinch around the point between them. */
function useDrag(drag: (by: Point) => void, zoom: (factor: number, point: Point) => void) {
  const down = useRef(new Map<number, Point>())
  const lift = (event: PointerEvent) => void down.current.delete(event.pointerId)
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      down.current.set(event.pointerId, pointIn(event.currentTarget, event))
    },
    onPointerMove: (event: PointerEvent) => {
      const from = down.current.get(event.pointerId)
      if (!from) return
      const to = pointIn(event.currentTarget, event)
      const other = [...down.current].find(([id]) => id !== event.pointerId)?.[1]
      down.current.set(event.pointerId, to)
      if (!other) return drag({ x: to.x - from.x, y: to.y - from.y })
      const apart = Math.max(1, Math.hypot(from.x - other.x, from.y - other.y))
      zoom(Math.hypot(to.x - other.x, to.y - other.y) / apart, { x: (to.x + other.x) / 2, y: (to.y + other.y) / 2 })
    },
    onPointerUp: lift,
    onPointerCancel: lift,
    onLostPointerCapture: lift,
  }
}

function pointIn(element: Element, event: { clientX: number; clientY: number }): Point {
  const box = element.getBoundingClientRect()
  return { x: event.clientX - box.left, y: event.clientY - box.top }
}
