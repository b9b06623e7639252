'use client'

import { type RefObject, useEffect, useRef } from 'react'

interface Loop {
  start: number
  end: number
}

/** Plays the stretch again and again (seconds; null: not). Going elsewhere by hand ends it: `onLeave` is told. */
export function useLoop(element: RefObject<HTMLMediaElement | null>, loop: Loop | null, onLeave: () => void): void {
  const leave = useRef(onLeave)
  useEffect(() => {
    leave.current = onLeave
  })
  const { start, end } = loop ?? { start: null, end: null }
  useEffect(() => {
    const media = element.current
    if (!media || start === null) return
    let frame = 0
    const back = () => {
      media.currentTime = start
    }
    const turn = () => {
      // On its way to somewhere else it is not for this loop to say where.
      if (!media.paused && !media.seeking && media.currentTime >= end) back()
    }
    // Events of the player come four times a second, too seldom for the end of a short stretch.
    const watch = () => {
      turn()
      frame = requestAnimationFrame(watch)
    }
    const again = () => {
      back()
      void media.play().catch(() => {})
    }
    const elsewhere = () => {
      if (media.currentTime < start - 0.1 || media.currentTime > end + 0.1) leave.current()
    }
    watch()
    media.addEventListener('timeupdate', turn)
    media.addEventListener('ended', again)
    media.addEventListener('seeking', elsewhere)
    return () => {
      cancelAnimationFrame(frame)
      media.removeEventListener('timeupdate', turn)
      media.removeEventListener('ended', again)
      media.removeEventListener('seeking', elsewhere)
    }
  }, [element, start, end])
}
