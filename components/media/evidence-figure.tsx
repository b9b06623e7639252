'use client'

import { useEffect, useRef, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { Shield } from '@/components/wellbeing/shield'
import type { EvidencePicture } from './viewed-media'

interface EvidenceFigureProps {
  picture: EvidencePicture
  highlighted: boolean
  /** The media that the picture shows and with which it is blurred; absent: it shows nothing of it. */
  mediaId?: string
}

/** A picture of evidence on its own, such as a spectrogram, with its caption beneath. */
export function EvidenceFigure({ picture, highlighted, mediaId }: EvidenceFigureProps) {
  const image = useRef<HTMLImageElement>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    // It may have failed before this script ran.
    if (image.current?.complete && image.current.naturalWidth === 0) setFailed(true)
  }, [])
  const shown = (
    // biome-ignore lint/performance/noImgElement: evidence is shown as it is, never re-encoded
    <img
      ref={image}
      src={picture.url}
      alt={picture.title}
      // What is dragged is not blurred.
      draggable={false}
      onError={() => setFailed(true)}
      // A map that is dark all over has the colour of a dark page: the frame shows that it is there.
      className="max-h-80 w-full rounded-md border border-input bg-muted object-contain p-1"
    />
  )
  return (
    <figure
      data-slot="evidence-figure"
      className={cn('grid gap-2 rounded-md', highlighted && 'outline-2 outline-offset-4 outline-ring')}
    >
      {failed ? (
        <p className="rounded-md border border-dashed bg-muted/40 px-4 py-8 text-center text-sm text-muted-foreground">
          This picture could not be loaded. It may have been deleted.
        </p>
      ) : (
        <div className="overflow-hidden rounded-md">
          {mediaId === undefined ? (
            shown
          ) : (
            <Shield mediaId={mediaId} large>
              {shown}
            </Shield>
          )}
        </div>
      )}
      <figcaption className="text-sm text-muted-foreground">
        <span className="font-medium text-foreground">{picture.title}.</span> {picture.caption}
      </figcaption>
    </figure>
  )
}
