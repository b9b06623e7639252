'use client'

import { LoaderCircle } from 'lucide-react'
import { type ComponentProps, useState } from 'react'
import { cn } from '@/components/ui/cn'
import type { Size, View } from './view-geometry'
import type { EvidencePicture, OutlinedRegion } from './viewed-media'

interface ImagePaneProps extends Omit<ComponentProps<'div'>, 'children'> {
  /** What is below; absent: only the map. */
  image?: { url: string; alt: string; ref?: ComponentProps<'img'>['ref']; onLoad(): void; onError(): void }
  picture: Size
  view: View
  loading: boolean
  map?: EvidencePicture | undefined
  /** 0-1. */
  mapOpacity?: number
  regions?: OutlinedRegion[]
  shownId?: string | undefined
}

/** One frame onto the picture: the image, a map over it and the regions evidence is about, all at the same view. */
export function ImagePane(props: ImagePaneProps) {
  const { image, picture, view, loading, map, mapOpacity = 1, regions = [], shownId, className, ...rest } = props
  const pixelated = view.scale >= 3 && '[image-rendering:pixelated]'
  return (
    <div
      data-pane
      className={cn('relative min-w-0 flex-1 touch-pan-y overflow-hidden select-none', className)}
      {...rest}
    >
      <div
        className="absolute top-0 left-0"
        style={{
          width: picture.width * view.scale,
          height: picture.height * view.scale,
          transform: `translate(${view.x}px, ${view.y}px)`,
        }}
      >
        {image && (
          // biome-ignore lint/performance/noImgElement: evidence is shown as it is, never re-encoded
          <img
            ref={image.ref}
            src={image.url}
            alt={image.alt}
            draggable={false}
            onLoad={image.onLoad}
            onError={image.onError}
            className={cn('absolute inset-0 size-full max-w-none', loading && 'opacity-0', pixelated)}
          />
        )}
        {map && map.url !== '' && !loading && <MapPicture key={map.url} map={map} opacity={mapOpacity} />}
        {!loading && regions.map((entry) => <RegionOutline key={entry.evidenceId} {...entry} shownId={shownId} />)}
      </div>
      {loading && (
        <p className="absolute inset-0 flex items-center justify-center gap-2 text-sm text-muted-foreground">
          <LoaderCircle aria-hidden className="size-4 animate-spin" /> Loading the image
        </p>
      )}
    </div>
  )
}

function MapPicture({ map, opacity }: { map: EvidencePicture; opacity: number }) {
  const [failed, setFailed] = useState(false)
  if (failed) {
    return (
      <p className="absolute inset-0 z-10 m-auto size-fit rounded-md border bg-card px-3 py-2 text-center text-sm text-muted-foreground">
        This map could not be loaded. It may have been deleted.
      </p>
    )
  }
  return (
    // biome-ignore lint/performance/noImgElement: evidence is shown as it is, never re-encoded
    <img
      src={map.url}
      alt={`Map: ${map.title}`}
      draggable={false}
      onError={() => setFailed(true)}
      style={{ opacity }}
      className="absolute inset-0 size-full max-w-none"
    />
  )
}

function RegionOutline({
  evidenceId,
  region,
  title,
  letter,
  shownId,
}: OutlinedRegion & { shownId: string | undefined }) {
  const shown = evidenceId === shownId
  const share = (value: number) => `${value * 100}%`
  return (
    <span
      aria-hidden
      title={title}
      style={{
        left: share(region.left),
        top: share(region.top),
        width: share(region.width),
        height: share(region.height),
      }}
      className={cn(
        'pointer-events-none absolute border-2 outline-1 outline-white',
        shown ? 'border-verdict-fake shadow-[0_0_0_9999px_rgb(0_0_0/0.35)]' : 'border-dashed border-info',
        letter && 'border-solid',
      )}
    >
      {letter && (
        <span className="absolute top-0 left-0 bg-info-soft px-1 text-xs leading-4 font-semibold text-info">
          {letter}
        </span>
      )}
    </span>
  )
}
