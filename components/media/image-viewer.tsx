'use client'

import { ImageOff } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { useKeys } from '@/components/keys/use-keys'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Shield } from '@/components/wellbeing/shield'
import { useViewing } from '@/components/wellbeing/viewing'
import type { EvidenceRegion } from '@/lib/engine/evidence'
import { ImagePane } from './image-pane'
import { imagePins } from './image-pins'
import { ImageToolbar } from './image-toolbar'
import { type MapChoice, MapControls } from './map-controls'
import { MediaNotice } from './media-notice'
import { usePinning } from './pinning'
import { useLoadedPicture } from './use-loaded-picture'
import { useMark } from './use-mark'
import { noiseId, useNoiseMap } from './use-noise-map'
import { usePanZoom } from './use-pan-zoom'
import { useRegionTour } from './use-region-tour'
import { viewOf } from './view-geometry'
import type { EvidencePicture, OutlinedRegion, ShownEvidence, ViewedMedia } from './viewed-media'

interface ImageViewerProps {
  media: ViewedMedia
  maps: EvidencePicture[]
  /** The parts evidence is about, and those that are exhibits. */
  regions: OutlinedRegion[]
  /** The run they are of. */
  detectionId: string | null
  shown: ShownEvidence | null
}

/** A picture to look at closely: zoom, move, maps of evidence over or beside it, and the regions evidence is about. */
export function ImageViewer({ media, maps, regions, detectionId, shown }: ImageViewerProps) {
  const stage = useRef<HTMLDivElement>(null)
  const loaded = useLoadedPicture(media)
  const { picture } = loaded
  const { blur, lifted } = useViewing()
  const covered = blur && !lifted(media.mediaId)
  const zoom = usePanZoom(stage, picture, covered)
  const [choice, setChoice] = useState<MapChoice>({ mapId: null, opacity: 0.6, beside: false })
  const [outlines, setOutlines] = useState(true)
  const hint = useId()
  const noise = useNoiseMap(loaded.image.ref, media.url, choice.mapId === noiseId && loaded.state === 'shown')
  const drawn = maps.find(({ evidenceId }) => evidenceId === choice.mapId)
  const map = choice.mapId === noiseId ? noise : drawn
  const ask = usePinning()
  const tour = useRegionTour(outlines ? regions : [], shown, ({ region }) =>
    zoom.go((frame) => viewOf(region, picture, frame)),
  )
  const pin = (marked: EvidenceRegion | null) => {
    const region = regions.find(({ evidenceId, letter }) => evidenceId === tour.shownId && letter === undefined)
    ask?.(imagePins({ detectionId, part: zoom.part(), marked, region, map: drawn }))
  }
  const mark = useMark(zoom.view, picture, pin)
  useKeys({ pin: ask ? () => pin(null) : undefined })

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
  const pane = {
    picture,
    view: zoom.view,
    loading: loaded.state === 'loading',
    ...(mark.marking ? mark.pointers : zoom.pointers),
  }
  const draft = mark.draft ? [{ evidenceId: 'draft', title: 'New mark', region: mark.draft, letter: '+' }] : []
  const outlined = [...(outlines ? regions : []), ...draft]
  const cursor = mark.marking
    ? 'cursor-crosshair touch-none'
    : zoom.fits
      ? 'cursor-zoom-in'
      : 'cursor-grab touch-none active:cursor-grabbing'
  return (
    <figure className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <Shield mediaId={media.mediaId} liftable>
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
            onDoubleClick={mark.marking ? undefined : zoom.fits ? zoom.actualSize : zoom.fit}
            image={{ ...loaded.image, url: media.url, alt: media.title }}
            map={choice.beside ? undefined : map}
            mapOpacity={choice.opacity}
            regions={outlined}
            shownId={tour.shownId}
          />
          {choice.beside && map && (
            <ImagePane {...pane} className={cn(cursor, 'border-l')} map={map} regions={outlined} />
          )}
        </div>
      </Shield>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <ImageToolbar
          scale={zoom.view.scale}
          {...zoom}
          pin={ask && (() => pin(null))}
          marking={mark.marking}
          mark={mark.toggle}
        />
        <MapControls maps={[...maps, noise]} choice={choice} onChange={setChoice} />
        {regions.length > 0 && (
          <label className="flex min-h-6 items-center gap-2 text-[0.8125rem]">
            <input
              type="checkbox"
              className="checkbox"
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
      <p role="status" className="sr-only">
        {tour.said}
      </p>
      <p id={hint} className="text-xs text-muted-foreground">
        Zoom with the buttons, + and -, a pinch, or Ctrl and the wheel; 0 fits. Move by dragging or with the arrow keys.
        {regions.length > 0 && ' The keys for the next and the previous span go from region to region.'}
        {covered && ' While it is blurred, all of it is shown.'}
        {ask && ' What is in view can be pinned: zoom to a part to pin that part.'}
      </p>
    </figure>
  )
}
