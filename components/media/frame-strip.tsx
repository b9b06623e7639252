'use client'

import { useRef } from 'react'
import { percent } from '@/components/case/verdict-words'
import { cn } from '@/components/ui/cn'
import { Shield } from '@/components/wellbeing/shield'
import { spanThreshold } from './spans'
import { stripMoments } from './strip-moments'
import { TrackName } from './time-axis'
import type { ScoreWindow } from './tracks'
import { useStills } from './use-stills'

interface FrameStripProps {
  url: string
  mediaId: string
  /** Seconds. */
  duration: number
  windows: ScoreWindow[]
}

/** As many pictures as a phone's width has room for; more room makes them wider, not more. */
const pictures = 8

/** What the video looks like along the axis, with each picture's score. For eyes: the track of scores says it to everyone. */
export function FrameStrip({ url, mediaId, duration, windows }: FrameStripProps) {
  const scored = windows.some(({ score }) => score !== null)
  const strip = useRef<HTMLDivElement>(null)
  const stills = stripMoments(windows, duration, pictures)
  const state = useStills(
    strip,
    url,
    stills.map(({ second }) => second),
  )
  if (state === 'failed') {
    return <p className="text-sm text-muted-foreground">This browser could not draw the frames along the axis.</p>
  }
  return (
    <div aria-hidden="true">
      <TrackName>{scored ? 'Highest-scoring frame of each part' : 'Frames'}</TrackName>
      <div className="overflow-hidden rounded-md">
        <Shield mediaId={mediaId}>
          <div
            ref={strip}
            data-slot="frame-strip"
            className={cn('flex overflow-hidden rounded-md border bg-muted', state === 'drawing' && 'opacity-70')}
          >
            {stills.map(({ second }) => (
              <canvas
                key={second}
                width={192}
                height={108}
                className="block h-14 w-0 min-w-0 flex-1 object-cover sm:h-20"
              />
            ))}
          </div>
        </Shield>
      </div>
      {scored && (
        <div className="mt-0.5 flex text-center text-[0.6875rem] text-muted-foreground tabular-nums">
          {stills.map(({ second, score }) => (
            <span
              key={second}
              className={cn(
                'w-0 flex-1',
                score !== null && score >= spanThreshold && 'font-semibold text-verdict-fake',
              )}
            >
              {score === null ? '–' : percent(score)}
            </span>
          ))}
        </div>
      )}
    </div>
  )
}
