'use client'

import { useEffect, useRef, useState } from 'react'
import { cn } from '@/components/ui/cn'
import type { EvidencePicture } from './viewed-media'

/** A picture of evidence on its own, such as a spectrogram, with its caption beneath. */
export function EvidenceFigure({ picture, highlighted }: { picture: EvidencePicture; highlighted: boolean }) {
  const image = useRef<HTMLImageElement>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    // It may have failed before this script ran.
    if (image.current?.complete && image.current.naturalWidth === 0) setFailed(true)
  }, [])
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
        // biome-ignore lint/performance/noImgElement: evidence is shown as it is, never re-encoded
        <img
          ref={image}
          src={picture.url}
          alt={picture.title}
          onError={() => setFailed(true)}
          className="max-h-80 w-full rounded-md border bg-muted object-fill"
        />
      )}
      <figcaption className="text-sm text-muted-foreground">
        <span className="font-medium text-foreground">{picture.title}.</span> {picture.caption}
      </figcaption>
    </figure>
  )
}
