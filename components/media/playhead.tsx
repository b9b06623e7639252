'use client'

import { type RefObject, useEffect, useRef } from 'react'
import { axisShare } from './axis-ticks'

/** The line at the player's place across all tracks. Moves evenly while it plays, in steps where less motion is wished. */
export function Playhead({ element, duration }: { element: RefObject<HTMLMediaElement | null>; duration: number }) {
  const line = useRef<HTMLSpanElement>(null)

  useEffect(() => {
    const media = element.current
    if (!media) return
    let frame = 0
    const place = () => {
      if (line.current) line.current.style.left = axisShare(media.currentTime, duration)
    }
    const follow = () => {
      place()
      frame = media.paused ? 0 : requestAnimationFrame(follow)
    }
    const start = () => {
      const still = matchMedia('(prefers-reduced-motion: reduce)').matches
      if (!still && frame === 0) follow()
    }
    place()
    if (!media.paused) start()
    for (const event of ['timeupdate', 'seeking', 'loadedmetadata']) media.addEventListener(event, place)
    media.addEventListener('play', start)
    return () => {
      cancelAnimationFrame(frame)
      for (const event of ['timeupdate', 'seeking', 'loadedmetadata']) media.removeEventListener(event, place)
      media.removeEventListener('play', start)
    }
  }, [element, duration])

  return (
    <span
      ref={line}
      aria-hidden
      data-slot="playhead"
      className="pointer-events-none absolute inset-y-0 left-0 z-20 -ml-px w-0.5 bg-primary"
    />
  )
}
