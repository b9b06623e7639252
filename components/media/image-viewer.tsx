'use client'

import { ImageOff } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { ImagePane } from './image-pane'
import { ImageToolbar } from './image-toolbar'
import { type MapChoice, MapControls } from './map-controls'
import { MediaNotice } from './media-notice'
import { usePanZoom } from './use-pan-zoom'
import { type Size, viewOf } from './view-geometry'
import type { EvidencePicture, OutlinedRegion, ShownEvidence, ViewedMedia } from './viewed-media'

interface ImageViewerProps {
  media: ViewedMedia
  maps: EvidencePicture[]
  regions: OutlinedRegion[]
  shown: ShownEvidence | null
}

/** A picture to look at closely: zoom, move, maps of evidence over or beside it, and the regions evidence is about. */
export function ImageViewer({ media, maps, regions, shown }: ImageViewerProps) {
  const stage = useRef<HTMLDivElement>(null)
  const loaded = useLoadedPicture(media)
  const { picture } = loaded
  const zoom = usePanZoom(stage, picture)
  const [choice, setChoice] = useState<MapChoice>({ mapId: null, opacity: 0.6, beside: false })
  const [outlines, setOutlines] = useState(true)
  const hint = useId()
  const map = maps.find(({ evidenceId }) => evidenceId === choice.mapId)

  // The request alone says that something is asked anew; the rest is read as it stands then.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (!shown) return
    if (maps.some(({ evidenceId }) => evidenceId === shown.evidenceId)) {
      setChoice((current) => ({ ...current, mapId: shown.evidenceId }))
    }
    const region = regions.find(({ evidenceId }) => evidenceId === shown.evidenceId)?.region
    if (region) {
      setOutlines(true)
      zoom.go((frame) => viewOf(region, picture, frame))
    }
    stage.current?.focus({ preventScroll: true })
  }, [shown?.request])

  if (loaded.state === 'failed') {
    return (
      <MediaNotice icon={ImageOff} title="The media could not be loaded">
        <p>
          It may be damaged or deleted, the connection may have been cut, or this browser cannot show{' '}
          {media.contentType}.
        </p>
        <Button variant="outline" size="sm" className="mt-3" onClick={loaded.retry}>
          Try again
        </Button>
      </MediaNotice>
    )
  }
  const pane = { picture, view: zoom.view, loading: loaded.state === 'loading', ...zoom.pointers }
  const cursor = zoom.fits ? 'cursor-zoom-in' : 'cursor-grab touch-none active:cursor-grabbing'
  return (
    <figure className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be read as part of a form */}
      <div
        ref={stage}
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the picture is moved and zoomed with keys
        tabIndex={0}
        aria-label={`Image viewer: ${media.title}`}
        aria-describedby={hint}
        onKeyDown={zoom.onKeyDown}
        // As high as the whole picture needs, within reason; beside its map it needs half.
        style={{ aspectRatio: (picture.width / picture.height) * (choice.beside && map ? 2 : 1) }}
        className="flex max-h-[min(66vh,46rem)] min-h-64 w-full gap-1 overflow-hidden rounded-md border bg-muted"
      >
        <ImagePane
          {...pane}
          key={`image-${loaded.attempt}`}
          className={cursor}
          onDoubleClick={zoom.fits ? zoom.actualSize : zoom.fit}
          image={{ ...loaded.image, url: media.url, alt: media.title }}
          map={choice.beside ? undefined : map}
          mapOpacity={choice.opacity}
          regions={outlines ? regions : []}
          shownId={shown?.evidenceId}
        />
        {choice.beside && map && (
          <ImagePane {...pane} className={cn(cursor, 'border-l')} map={map} regions={outlines ? regions : []} />
        )}
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <ImageToolbar scale={zoom.view.scale} {...zoom} />
        {maps.length > 0 && <MapControls maps={maps} choice={choice} onChange={setChoice} />}
        {regions.length > 0 && (
          <label className="flex min-h-6 items-center gap-2 text-[0.8125rem]">
            <input
              type="checkbox"
              className="size-4 accent-primary"
              checked={outlines}
              onChange={(event) => setOutlines(event.target.checked)}
            />
            Outline {regions.length === 1 ? 'the region' : `${regions.length} regions`}
          </label>
        )}
      </div>
      {map && (
        <figcaption className="rounded-md bg-muted px-3 py-2 text-sm">
          <span className="font-medium">{map.title}.</span> {map.caption}
        </figcaption>
      )}
      <p id={hint} className="text-xs text-muted-foreground">
        Zoom with the buttons, + and -, a pinch, or Ctrl and the wheel; 0 fits. Move by dragging or with the arrow keys.
      </p>
    </figure>
  )
}

type LoadState = 'loading' | 'shown' | 'failed'

/** Whether the picture has arrived, and its size: as known beforehand, then as decoded. */
function useLoadedPicture(media: ViewedMedia) {
  const element = useRef<HTMLImageElement>(null)
  const [state, setState] = useState<LoadState>('loading')
  const [attempt, setAttempt] = useState(0)
  const [picture, setPicture] = useState<Size>({ width: media.width ?? 1200, height: media.height ?? 900 })
  const onLoad = () => {
    const { naturalWidth, naturalHeight } = element.current ?? { naturalWidth: 0, naturalHeight: 0 }
    if (naturalWidth > 0) setPicture({ width: naturalWidth, height: naturalHeight })
    setState('shown')
  }
  // The picture may have arrived, or failed, before this script ran.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per attempt
  useEffect(() => {
    if (!element.current?.complete) return
    if (element.current.naturalWidth > 0) onLoad()
    else setState('failed')
  }, [attempt])
  return {
    state,
    picture,
    attempt,
    image: { ref: element, onLoad, onError: () => setState('failed') },
    retry: () => {
      setState('loading')
      setAttempt(attempt + 1)
    },
  }
}
