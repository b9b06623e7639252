'use client'

import { type RefObject, useEffect } from 'react'

/** Scrolls a track that is wider than its frame so that the player's place stays in sight. `share`: that place, 0-1. */
export function useFollow(frame: RefObject<HTMLElement | null>, share: number, zoom: number): void {
  useEffect(() => {
    const { scrollWidth = 0, clientWidth = 0, scrollLeft = 0 } = frame.current ?? {}
    if (zoom <= 1 || scrollWidth <= clientWidth) return
    const at = share * scrollWidth
    if (at < scrollLeft || at > scrollLeft + clientWidth * 0.95) {
      frame.current?.scrollTo({ left: Math.max(0, at - clientWidth * 0.1) })
    }
  }, [frame, share, zoom])
}
