'use client'

import { type RefObject, useEffect, useMemo, useState } from 'react'
import { useKeys } from '@/components/keys/use-keys'
import { usePinning } from './pinning'
import { spanPins } from './span-pins'
import { allSpans, loopOf, spanAt, spanFrom, spanTimes, spanWords } from './spans'
import type { MediaTracks, Span, TrackName } from './tracks'
import { useLoop } from './use-loop'
import type { Playback } from './use-playback'
import type { ShownEvidence } from './viewed-media'

export interface SpanTour {
  spans: Span[]
  /** Whether a run is shown at all: without one, no spans means nothing. */
  judged: boolean
  /** The span at the playhead. */
  current: Span | undefined
  loop: Pick<Span, 'start' | 'end'> | null
  /** What the last jump came to, to be read out. */
  said: string
  next(): void
  previous(): void
  toggleLoop(): void
  go(span: Span): void
  /** Null where the reader may not pin. */
  pin: ((span?: Span) => void) | null
}

interface Toured {
  element: RefObject<HTMLMediaElement | null>
  playback: Playback
  tracks: MediaTracks
  /** What is pinned where no span says otherwise. */
  main: TrackName
  shown: ShownEvidence | null
}

/** Going from one suspicious span to the next, playing one again and again, and pinning it: by keys and by buttons alike. */
export function useSpans({ element, playback, tracks, main, shown }: Toured): SpanTour {
  const { time, duration, seek } = playback
  const spans = useMemo(() => allSpans(tracks), [tracks])
  const current = spanAt(spans, time)
  const [loop, setLoop] = useState<SpanTour['loop']>(null)
  const [said, setSaid] = useState('')
  const ask = usePinning()
  useLoop(element, loop, () => setLoop(null))

  const go = (span: Span) => {
    setLoop((looped) => looped && loopOf(span, span.start, duration))
    seek(span.start)
    setSaid(`Span ${spans.indexOf(span) + 1} of ${spans.length}: ${spanWords(span)}.`)
  }
  const jump = (direction: 1 | -1) => {
    const span = spanFrom(spans, element.current?.currentTime ?? time, direction)
    if (span) go(span)
    else setSaid(spans.length === 0 ? 'No span is known here.' : noneThere[direction])
  }
  const toggleLoop = () => {
    const at = element.current?.currentTime ?? time
    const looped = loop ? null : loopOf(spanAt(spans, at), at, duration)
    setLoop(looped)
    setSaid(looped ? `Looping ${spanTimes(looped)}.` : 'The loop is off.')
  }
  const pin =
    ask &&
    ((span?: Span) => {
      // Nobody writes a note well while it plays on.
      element.current?.pause()
      // What fills the screen would hide the dialog.
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => {})
      ask(spanPins({ detectionId: tracks.detectionId, main, time, span: span ?? current }))
    })
  const judged = tracks.detectionId !== null
  const tour = {
    spans,
    judged,
    current,
    loop,
    said,
    next: () => jump(1),
    previous: () => jump(-1),
    toggleLoop,
    go,
    pin,
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: the request alone says that something is asked anew
  useEffect(() => {
    if (shown?.seconds != null) seek(shown.seconds)
  }, [shown?.request])
  useKeys({
    nextSpan: tour.next,
    previousSpan: tour.previous,
    loop: toggleLoop,
    play: playback.toggle,
    pin: pin ? () => pin() : undefined,
  })
  return tour
}

const noneThere = { 1: 'There is no later span.', [-1]: 'There is no earlier span.' }
