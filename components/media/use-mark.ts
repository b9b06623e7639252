'use client'

import { type PointerEvent, useEffect, useRef, useState } from 'react'
import type { EvidenceRegion } from '@/lib/engine/evidence'
import { type Point, partBetween, type Size, type View } from './view-geometry'

/** Marking a part of the picture by drawing a frame around it, once it was asked for. Escape gives it up. */
export function useMark(view: View, picture: Size, onMarked: (region: EvidenceRegion) => void) {
  const [marking, setMarking] = useState(false)
  const [draft, setDraft] = useState<EvidenceRegion | null>(null)
  const from = useRef<Point | null>(null)

  const stop = () => {
    from.current = null
    setDraft(null)
    setMarking(false)
  }
  const pointers = {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      from.current = pointIn(event)
    },
    onPointerMove: (event: PointerEvent) => {
      if (from.current) setDraft(partBetween(from.current, pointIn(event), view, picture))
    },
    onPointerUp: (event: PointerEvent) => {
      const part = from.current && partBetween(from.current, pointIn(event), view, picture)
      stop()
      if (part) onMarked(part)
    },
    onPointerCancel: stop,
  }
  useEffect(() => {
    if (!marking) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      from.current = null
      setDraft(null)
      setMarking(false)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [marking])
  return { marking, draft, pointers, toggle: () => (marking ? stop() : setMarking(true)) }
}

function pointIn(event: PointerEvent): Point {
  const box = event.currentTarget.getBoundingClientRect()
  return { x: event.clientX - box.left, y: event.clientY - box.top }
}
