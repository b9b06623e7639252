import { AudioLines, FileQuestion, Film, Image as Picture } from 'lucide-react'
import type { MediaType } from '@/lib/engine/analysis'
import { mediaTypeNames } from './media-words'

const icons = { image: Picture, audio: AudioLines, video: Film }

/** What kind of media it is: icon and word. */
export function MediaTypeMark({ mediaType }: { mediaType: MediaType | null }) {
  const Icon = mediaType ? icons[mediaType] : FileQuestion
  return (
    <span className="inline-flex items-center gap-1">
      <Icon aria-hidden className="size-3.5" />
      {mediaType ? mediaTypeNames[mediaType] : 'Kind not known'}
    </span>
  )
}
