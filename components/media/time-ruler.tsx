'use client'

import type { KeyboardEvent } from 'react'
import { cn } from '@/components/ui/cn'
import { axisShare, axisTicks } from './axis-ticks'
import { exactTime, spokenTime } from './clock-time'
import type { Playback } from './use-playback'

/** Of what is in view at once. */
const mostTicks = 6

/** Where in the media one is: arrow keys move a second (with Shift a tenth), Page Up and Down ten, Home and End to the ends. */
export function TimeRuler({ playback, duration, zoom }: { playback: Playback; duration: number; zoom: number }) {
  const { time, seek } = playback
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const step = event.shiftKey ? 0.1 : 1
    const moves: Record<string, number> = {
      ArrowLeft: time - step,
      ArrowDown: time - step,
      ArrowRight: time + step,
      ArrowUp: time + step,
      PageDown: time - 10,
      PageUp: time + 10,
      Home: 0,
      End: duration,
    }
    const to = moves[event.key]
    if (to === undefined) return
    event.preventDefault()
    seek(to)
  }
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label="Position"
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={Math.round(duration * 10) / 10}
      aria-valuenow={Math.round(Math.min(time, duration) * 10) / 10}
      aria-valuetext={`${spokenTime(time)} of ${spokenTime(duration)}`}
      onKeyDown={onKeyDown}
      className="relative h-7 overflow-hidden rounded-md border bg-muted/60 text-[0.6875rem] text-muted-foreground tabular-nums"
    >
      <span
        aria-hidden
        style={{ width: axisShare(time, duration) }}
        className="absolute inset-y-0 left-0 bg-primary/15"
      />
      {axisTicks(duration, mostTicks * zoom).map((second, index) => (
        <span
          key={second}
          aria-hidden
          style={{ left: axisShare(second, duration) }}
          className="absolute inset-y-0 flex items-end border-l border-input pb-0.5 pl-1"
        >
          {/* A mark close to the end has its time before it: after it, it would be cut off. A phone has room for every other. */}
          <span
            className={cn(
              index % 2 === 1 && 'max-sm:hidden',
              second > 0 && second > duration * 0.9 && 'absolute right-2',
            )}
          >
            {exactTime(second)}
          </span>
        </span>
      ))}
    </div>
  )
}
