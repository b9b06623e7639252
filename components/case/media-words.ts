import { clockTime } from '@/components/media/clock-time'
import type { MediaType } from '@/lib/engine/analysis'
import { isRedactedName } from '@/lib/media/is-redacted-name'

/** How a kind of media is called on a page. */
export const mediaTypeNames: Record<MediaType, string> = { image: 'Image', audio: 'Audio', video: 'Video' }

/** What a case is called: of a name that was deleted with its media only the stand-in is left, which says nothing to people. */
export function titleWords(title: string): string {
  return isRedactedName(title) ? 'Name deleted' : title
}

/** How a case came in. */
export const sourceNames: Record<'upload' | 'url' | 'api' | 'sample', string> = {
  upload: 'Upload',
  url: 'From a URL',
  api: 'API',
  sample: 'Sample media',
}

/** Bytes as a person reads them: `840 B`, `3.4 MB`. Powers of ten, as file managers count. */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  const units = ['kB', 'MB', 'GB', 'TB']
  const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3))
  return `${(bytes / 1000 ** power).toFixed(1)} ${units[power - 1]}`
}

/** Width and height with the megapixels a camera would name. */
export function dimensions(width: number, height: number): string {
  const megapixels = (width * height) / 1_000_000
  return `${width} × ${height} px${megapixels >= 0.1 ? ` (${megapixels.toFixed(1)} MP)` : ''}`
}

/** A length of sound or video, to a tenth of a second where it is short. */
export function mediaLength(seconds: number): string {
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${clockTime(seconds)} (${seconds.toFixed(1)} s)`
}
