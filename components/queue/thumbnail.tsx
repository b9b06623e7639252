'use client'

import { AudioLines, FileQuestion, Film, Image as Picture } from 'lucide-react'
import { useState } from 'react'
import type { MediaType } from '@/lib/engine/analysis'

const icons = { image: Picture, audio: AudioLines, video: Film }

/** A small picture of a case's media, or an icon of its kind. Says nothing: the words beside it do. */
export function Thumbnail({ url, mediaType }: { url: string | null; mediaType: MediaType | null }) {
  const [failed, setFailed] = useState(false)
  const Icon = mediaType ? icons[mediaType] : FileQuestion
  return (
    <span className="grid size-14 shrink-0 place-items-center overflow-hidden rounded-md border bg-muted text-muted-foreground">
      {url && !failed ? (
        // biome-ignore lint/performance/noImgElement: the preview is small already and behind a sign-in
        <img
          src={url}
          alt=""
          loading="lazy"
          decoding="async"
          onError={() => setFailed(true)}
          className="size-full object-cover"
        />
      ) : (
        <Icon aria-hidden className="size-5" />
      )}
    </span>
  )
}
