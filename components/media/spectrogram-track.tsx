'use client'

import { useEffect, useRef, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { spectrogramPlot as plot, spectrogramSize as size } from '@/lib/engine/sound/spectrogram-plot'
import { axisShare } from './axis-ticks'
import { TrackName, TrackReading } from './time-axis'
import type { AlignedSpectrogram } from './tracks'
import type { EvidencePicture } from './viewed-media'

interface SpectrogramTrackProps {
  picture: EvidencePicture
  place: AlignedSpectrogram
  /** Seconds. */
  duration: number
  highlighted: boolean
}

const share = (part: number, whole: number) => `${(part / whole) * 100}%`

/** The spectrogram under the same axis as everything else: its own frame is cut off, and its pitches are said beside it. */
export function SpectrogramTrack({ picture, place, duration, highlighted }: SpectrogramTrackProps) {
  const image = useRef<HTMLImageElement>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    // It may have failed before this script ran.
    if (image.current?.complete && image.current.naturalWidth === 0) setFailed(true)
  }, [])
  if (failed) return <p className="text-sm text-muted-foreground">The spectrogram could not be loaded.</p>
  const top = `${Math.round(place.highestHz / 100) / 10} kHz`
  return (
    <figure className={cn('rounded-md', highlighted && 'outline-2 outline-offset-2 outline-ring')}>
      <TrackName>
        {picture.title}, 0 to {top}
      </TrackName>
      <div data-slot="spectrogram" className="relative h-32 w-full overflow-hidden rounded-md border bg-muted/40">
        <div
          style={{ left: axisShare(place.start, duration), width: axisShare(place.seconds, duration) }}
          className="absolute inset-y-0 overflow-hidden"
        >
          {/* biome-ignore lint/performance/noImgElement: evidence is shown as it is, never re-encoded */}
          <img
            ref={image}
            src={picture.url}
            alt={place.reading === null ? picture.title : `${picture.title}. ${place.reading}`}
            draggable={false}
            onError={() => setFailed(true)}
            style={{
              left: share(-plot.left, plot.width),
              top: share(-plot.top, plot.height),
              width: share(size.width, plot.width),
              height: share(size.height, plot.height),
            }}
            className="absolute max-w-none"
          />
        </div>
      </div>
      {place.reading !== null && <TrackReading>{place.reading}</TrackReading>}
      <figcaption className="sticky left-1.5 z-30 mt-1 ml-1.5 w-fit max-w-[min(44rem,calc(100vw-5rem))] bg-card text-sm text-muted-foreground">
        {picture.caption}
      </figcaption>
    </figure>
  )
}
