'use client'

import { SkipBack, SkipForward } from 'lucide-react'
import type { KeyboardEvent, MouseEvent } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import type { FrameAnalysis } from '@/lib/engine/analysis'
import { clockTime, spokenTime } from './clock-time'
import { frameAt, isSuspicious, readFrames, suspiciousFrom } from './frame-reading'

interface FrameAxisProps {
  frames: FrameAnalysis[]
  /** Seconds. */
  duration: number
  time: number
  onSeek(seconds: number): void
}

/** The sampled frames on the video's time axis, each as high as its score. One stop of the Tab key; arrows move by frame. */
export function FrameAxis({ frames, duration, time, onSeek }: FrameAxisProps) {
  const end = Math.max(duration, (frames.at(-1)?.second ?? 0) + 1)
  const current = frameAt(frames, time)
  const index = current ? frames.indexOf(current) : 0
  const seekTo = (at: number) => {
    const frame = frames[Math.min(Math.max(0, at), frames.length - 1)]
    if (frame) onSeek(frame.second)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = {
      ArrowLeft: index - 1,
      ArrowDown: index - 1,
      ArrowRight: index + 1,
      ArrowUp: index + 1,
      PageDown: index - 10,
      PageUp: index + 10,
      Home: 0,
      End: frames.length - 1,
    }
    const to = moves[event.key]
    if (to === undefined) return
    event.preventDefault()
    seekTo(to)
  }
  const onClick = (event: MouseEvent) => {
    const box = event.currentTarget.getBoundingClientRect()
    onSeek(((event.clientX - box.left) / box.width) * end)
  }
  if (!current) return <p className="text-sm text-muted-foreground">{readFrames(frames)}</p>
  const share = (seconds: number) => `${(seconds / end) * 100}%`
  return (
    <div className="grid gap-1.5">
      <div
        role="slider"
        tabIndex={0}
        aria-label="Sampled frames"
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={frames.length - 1}
        aria-valuenow={index}
        aria-valuetext={`${spokenTime(current.second)}: ${current.verdict.label}, score ${current.verdict.score.toFixed(2)}`}
        onKeyDown={onKeyDown}
        onClick={onClick}
        className="relative h-16 w-full cursor-pointer overflow-hidden rounded-md border bg-muted/40"
      >
        <span aria-hidden className="absolute inset-x-0 top-1/2 border-t border-dashed" />
        {frames.map((frame) => (
          <span
            key={frame.second}
            aria-hidden
            title={`${clockTime(frame.second)}: ${frame.verdict.label}, ${frame.verdict.score.toFixed(2)}`}
            style={{
              left: share(frame.second),
              width: `max(3px, calc(${100 / (end || 1)}% - 2px))`,
              height: `${Math.max(4, frame.verdict.score * 100)}%`,
            }}
            className={cn(
              'absolute bottom-0 rounded-t-xs',
              isSuspicious(frame) ? 'border-t-4 border-verdict-fake bg-verdict-fake/50' : 'bg-muted-foreground/45',
            )}
          />
        ))}
        <span
          aria-hidden
          style={{ left: share(Math.min(time, end)) }}
          className="absolute inset-y-0 w-0.5 bg-primary"
        />
      </div>
      <div aria-hidden className="flex justify-between text-xs text-muted-foreground tabular-nums">
        <span>{clockTime(0)}</span>
        <span>score 0.5 at the dashed line</span>
        <span>{clockTime(end)}</span>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm">{readFrames(frames)}</p>
        <FrameJumps frames={frames} time={time} onSeek={onSeek} />
      </div>
    </div>
  )
}

function FrameJumps({ frames, time, onSeek }: Omit<FrameAxisProps, 'duration'>) {
  const before = suspiciousFrom(frames, time, -1)
  const after = suspiciousFrom(frames, time, 1)
  if (!frames.some(isSuspicious)) return null
  return (
    <div className="flex gap-2">
      <Button variant="outline" size="sm" disabled={!before} onClick={() => before && onSeek(before.second)}>
        <SkipBack aria-hidden /> Previous finding <kbd className="text-xs">,</kbd>
      </Button>
      <Button variant="outline" size="sm" disabled={!after} onClick={() => after && onSeek(after.second)}>
        Next finding <SkipForward aria-hidden /> <kbd className="text-xs">.</kbd>
      </Button>
    </div>
  )
}
