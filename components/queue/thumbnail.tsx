'use client'

import { AudioLines, FileQuestion, FileX2, Film, Image as Picture } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { Shield } from '@/components/wellbeing/shield'
import type { MediaType } from '@/lib/engine/analysis'

const icons = { image: Picture, audio: AudioLines, video: Film }

interface ThumbnailProps {
  /** The case's preview; null: it has none. */
  mediaId: string | null
  mediaType: MediaType | null
  /** Its media was deleted: the words in the tile say so. */
  deleted?: boolean
  /** On a card, not in a row. */
  large?: boolean
  className?: string
}

/**
 * A small picture of a case's media under the reader's blur and grey, or an icon of its kind, or that it was deleted
 * or could not be loaded.
 * Beside words that say what it is.
 */
export function Thumbnail({ mediaId, mediaType, deleted = false, large = false, className }: ThumbnailProps) {
  const image = useRef<HTMLImageElement>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const unseen = mediaId !== null && failed === mediaId
  useEffect(() => {
    // It may have failed before this script ran.
    if (image.current?.complete && image.current.naturalWidth === 0) setFailed(mediaId)
  }, [mediaId])
  const Icon = deleted ? FileX2 : mediaType ? icons[mediaType] : FileQuestion
  return (
    <span
      className={cn(
        'grid size-14 shrink-0 place-items-center overflow-hidden rounded-md border bg-muted text-muted-foreground',
        className,
      )}
    >
      {mediaId && !deleted && !unseen ? (
        <Shield mediaId={mediaId} large={large} as="span" className="size-full">
          {/* biome-ignore lint/performance/noImgElement: the preview is small already and behind a sign-in */}
          <img
            ref={image}
            src={`/api/media/${mediaId}`}
            alt=""
            draggable={false}
            loading="lazy"
            decoding="async"
            onError={() => setFailed(mediaId)}
            className="size-full object-cover"
          />
        </Shield>
      ) : (
        <span className="grid justify-items-center gap-0.5">
          <Icon aria-hidden className="size-5" />
          {(deleted || unseen) && (
            <span className="text-center text-[0.625rem] leading-3">{deleted ? 'Deleted' : 'Not loaded'}</span>
          )}
        </span>
      )}
    </span>
  )
}
