'use client'

import { type PointerEvent, type ReactNode, type RefObject, useRef } from 'react'
import { cn } from '@/components/ui/cn'
import { axisShare } from './axis-ticks'
import { Playhead } from './playhead'
import { TimeRuler } from './time-ruler'
import type { Span } from './tracks'
import { useFollow } from './use-follow'
import type { Playback } from './use-playback'

interface TimeAxisProps {
  /** Null where nothing can be played: the tracks stay, without a playhead. */
  player: { element: RefObject<HTMLMediaElement | null>; playback: Playback } | null
  /** Seconds. */
  duration: number
  /** What is played again and again, if anything. */
  loop: Pick<Span, 'start' | 'end'> | null
  /** How many times wider than its frame the axis is. */
  zoom: number
  /** The tracks, each as wide as the axis. */
  children: ReactNode
}

/** One axis of time for all tracks: its ruler is the player's position, and a press anywhere on it goes there. */
export function TimeAxis({ player, duration, loop, zoom, children }: TimeAxisProps) {
  const frame = useRef<HTMLDivElement>(null)
  const box = useRef<HTMLDivElement>(null)
  useFollow(frame, duration > 0 ? (player?.playback.time ?? 0) / duration : 0, zoom)
  const seek = (event: PointerEvent) => {
    const area = box.current?.getBoundingClientRect()
    if (area && area.width > 0) player?.playback.seek(((event.clientX - area.left) / area.width) * duration)
  }
  const pointers = {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      seek(event)
    },
    onPointerMove: (event: PointerEvent) => {
      if (event.currentTarget.hasPointerCapture(event.pointerId)) seek(event)
    },
  }
  return (
    <div ref={frame} className={cn('min-w-0', zoom > 1 && 'overflow-x-auto pb-2')}>
      <div
        ref={box}
        data-slot="time-axis"
        style={{ width: `${zoom * 100}%` }}
        className={cn(
          'relative grid min-w-0 gap-3 select-none',
          zoom > 1 ? 'touch-manipulation' : 'touch-pan-y',
          player && 'cursor-pointer',
        )}
        {...(player && pointers)}
      >
        {loop && (
          <span
            aria-hidden
            data-slot="loop"
            style={{ left: axisShare(loop.start, duration), width: axisShare(loop.end - loop.start, duration) }}
            className="pointer-events-none absolute inset-y-0 z-10 min-w-1 border-x-2 border-dashed border-info bg-info/10"
          />
        )}
        {player && <TimeRuler playback={player.playback} duration={duration} zoom={zoom} />}
        {children}
        {player && <Playhead element={player.element} duration={duration} />}
      </div>
    </div>
  )
}

/** A track's name above it. */
export function TrackName({ children }: { children: ReactNode }) {
  return (
    <p className="sticky left-1.5 z-30 mb-1 ml-1.5 w-fit max-w-[min(44rem,calc(100vw-5rem))] rounded-sm bg-card pr-1 text-xs font-medium text-muted-foreground">
      {children}
    </p>
  )
}

/** A track in one sentence, below it. Stands before the lines that cross all tracks, so that it stays readable. */
export function TrackReading({ children }: { children: ReactNode }) {
  return (
    <p className="sticky left-1.5 z-30 mt-1 ml-1.5 w-fit max-w-[min(44rem,calc(100vw-5rem))] rounded-sm bg-card pr-1 text-sm">
      {children}
    </p>
  )
}
