'use client'

import { type KeyboardEvent, useId } from 'react'
import { percent } from '@/components/case/verdict-words'
import { axisShare } from './axis-ticks'
import { spokenTime } from './clock-time'
import { windowsToDraw } from './many-windows'
import { isSuspicious, readTrack, spanThreshold, spanTimes, windowAt } from './spans'
import { TrackName, TrackReading } from './time-axis'
import type { ScoreTrack, ScoreWindow } from './tracks'

interface ScoreTrackChartProps {
  track: ScoreTrack
  /** Seconds. */
  duration: number
  /** The player's place and how to move it; null where nothing can be played. */
  player: { time: number; seek(seconds: number): void } | null
}

/** Scores over time, each window as high as its score. With a player one stop of the Tab key; arrows move by window. */
export function ScoreTrackChart({ track, duration, player }: ScoreTrackChartProps) {
  const { title } = track
  const drawing = <Bars track={track} duration={duration} />
  const reading = readTrack(track)
  const frame = 'relative block h-16 w-full overflow-hidden rounded-md border bg-muted/40'
  return (
    <div>
      <TrackName>{title}</TrackName>
      {player ? (
        <div {...windowSlider(track, player)} className={frame}>
          {drawing}
        </div>
      ) : (
        <div role="img" aria-label={`${title}. ${reading}`} className={frame}>
          {drawing}
        </div>
      )}
      <TrackReading>{reading}</TrackReading>
    </div>
  )
}

function windowSlider({ title, windows }: ScoreTrack, { time, seek }: NonNullable<ScoreTrackChartProps['player']>) {
  const current = windowAt(windows, time)
  const index = current ? windows.indexOf(current) : 0
  const last = windows.length - 1
  return {
    role: 'slider',
    tabIndex: 0,
    'aria-label': title,
    'aria-orientation': 'horizontal',
    'aria-valuemin': 0,
    'aria-valuemax': last,
    'aria-valuenow': index,
    'aria-valuetext': current ? sayWindow(current) : '',
    onKeyDown: (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const moves: Record<string, number> = {
        ArrowLeft: index - 1,
        ArrowDown: index - 1,
        ArrowRight: index + 1,
        ArrowUp: index + 1,
        PageDown: index - 10,
        PageUp: index + 10,
        Home: 0,
        End: last,
      }
      const to = moves[event.key]
      const window = to === undefined ? undefined : windows[Math.min(Math.max(0, to), last)]
      if (to === undefined || !window) return
      event.preventDefault()
      seek(window.start)
    },
  } as const
}

function sayWindow({ start, score, label, found }: ScoreWindow): string {
  const said = score === null ? 'not judged' : [label, `score ${percent(score)}`].filter(Boolean).join(', ')
  return [`${spokenTime(start)}: ${said}`, ...found].join(', ')
}

function Bars({ track: { windows }, duration }: Pick<ScoreTrackChartProps, 'track' | 'duration'>) {
  const hatch = useId()
  return (
    <svg aria-hidden="true" className="absolute inset-0 size-full">
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" x2="0" y1="0" y2="6" className="stroke-muted-foreground/50" strokeWidth="2" />
        </pattern>
      </defs>
      {windowsToDraw(windows).map((window) => (
        <Bar key={window.start} window={window} duration={duration} hatch={hatch} />
      ))}
      <line
        x1="0"
        x2="100%"
        y1={`${(1 - spanThreshold) * 100}%`}
        y2={`${(1 - spanThreshold) * 100}%`}
        strokeDasharray="4 3"
        className="stroke-muted-foreground/70"
      />
    </svg>
  )
}

function Bar({ window, duration, hatch }: { window: ScoreWindow; duration: number; hatch: string }) {
  const { start, end, score, found } = window
  const x = axisShare(start, duration)
  const width = axisShare(Math.max(end - start, 0), duration)
  const wide = { style: { width: `max(2px, calc(${width} - 1px))` }, width }
  const high = Math.max(score ?? 0, 0.04) * 100
  const says = `${spanTimes(window)}: ${score === null ? 'not judged' : percent(score)}${found.length > 0 ? `, ${found.join(', ')}` : ''}`
  const suspicious = isSuspicious(window)
  if (score === null && !suspicious) {
    return (
      <rect x={x} y="0" height="100%" {...wide} fill={`url(#${hatch})`}>
        <title>{says}</title>
      </rect>
    )
  }
  return (
    <g>
      <rect
        x={x}
        y={`${100 - high}%`}
        height={`${high}%`}
        {...wide}
        className={suspicious ? 'fill-verdict-fake/50' : 'fill-muted-foreground/45'}
      >
        <title>{says}</title>
      </rect>
      {/* A solid cap: colour is not the only sign. */}
      {suspicious && <rect x={x} y={`${100 - high}%`} height="4" {...wide} className="fill-verdict-fake" />}
    </g>
  )
}

/** What the axis of scores says of its scale. */
export function ScoreScale() {
  return (
    <p className="text-xs text-muted-foreground">
      The higher, the likelier synthetic or manipulated; the dashed line is {percent(spanThreshold)}. Capped bars are
      worth a look, hatched parts were not judged.
    </p>
  )
}
