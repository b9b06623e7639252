import type { Label } from '@/lib/engine/analysis'
import { type RemoteNode, treeOf } from './reply-tree'
import { itemsOf, labelOf, member, numberOf, type Part, percentOf, recordOf, shareOf, textOf } from './reply-values'

/** The longest picture in a reply, as text: a data URI of 8 MB, or an address. */
export const longestPicture = 12_000_000
const longestAddress = 4096
const mostWindows = 50_000

/** What an API said of sound: `metrics`. */
export interface RemoteSound {
  label: Label | null
  /** Probability of a fake, 0-1; null where there is none, as without speech. */
  score: number | null
  /** The API heard no speech: a score of -1. */
  noSpeech: boolean
  /** One place per window; null where that could not be judged. */
  windows: (number | null)[]
  /** How much the windows agree, 0-1, and as it was written. */
  consistency: number | null
  consistencyText: string
  /** Address or data URI of a spectrogram. */
  image: string | null
}

/** What an API said of a picture: `image_metrics`. */
export interface RemotePicture {
  label: Label | null
  score: number | null
  /** Address or data URI: of the map, else of the picture itself. */
  image: string | null
  /** The map of edited parts. */
  ifl: { score: number | null; heatmap: string | null } | null
  children: RemoteNode[]
  sources: RemoteSource[]
}

/** A copy of the picture on the web. */
export interface RemoteSource {
  url: string | null
  title: string | null
  reason: string | null
  verdict: string | null
  similarity: number | null
}

/** What an API said of a video's picture: `video_metrics`. */
export interface RemoteVideo {
  label: Label | null
  score: number | null
  certainty: number | null
  treeview: string | null
  children: RemoteNode[]
}

/** `metrics`, or null where there is none in any spelling. */
export function soundOf(part: Part): RemoteSound | null {
  const sound = recordOf(part)
  if (!sound) return null
  const total = windowOf(member(sound, 'aggregated_score'))
  const windows = itemsOf(listed(member(sound, 'score')), mostWindows).map((item) => windowOf(item).score)
  return {
    label: labelOf(member(sound, 'label')),
    score: total.score,
    noSpeech: total.silent,
    windows,
    consistency: percentOf(member(sound, 'consistency')),
    consistencyText: textOf(member(sound, 'consistency'), 40) ?? '',
    image: pictureOf(member(sound, 'image')),
  }
}

/** `image_metrics`, or null where there is none. */
export function stillOf(part: Part): RemotePicture | null {
  const still = recordOf(part)
  if (!still) return null
  const ifl = recordOf(member(still, 'ifl'))
  return {
    label: labelOf(member(still, 'label')),
    score: shareOf(member(still, 'score')),
    image: pictureOf(member(still, 'image')),
    ifl: ifl && { score: shareOf(member(ifl, 'score')), heatmap: pictureOf(member(ifl, 'heatmap')) },
    children: treeOf(member(still, 'children')),
    sources: itemsOf(member(still, 'reverse_image_search_sources'), 100).flatMap((item) => sourceOf(item) ?? []),
  }
}

/** `video_metrics`, or null where there is none. */
export function videoOf(part: Part): RemoteVideo | null {
  const video = recordOf(part)
  if (!video) return null
  const treeview = member(video, 'treeview')
  return {
    label: labelOf(member(video, 'label')),
    score: shareOf(member(video, 'score')),
    certainty: percentOf(member(video, 'certainty')),
    // Seen as a text and as a structure; only the first is worth keeping beside the tree itself.
    treeview: typeof treeview.value === 'string' ? textOf(treeview, 100_000) : null,
    children: treeOf(member(video, 'children')),
  }
}

/** A sound's score: -1 says that there was no speech, which is no surprise. */
function windowOf(part: Part): { score: number | null; silent: boolean } {
  const read = numberOf(part)
  if (read && !read.percent && read.number <= -0.999 && read.number >= -1.001) return { score: null, silent: true }
  return { score: read && shareOf(part), silent: false }
}

/** A single number where a list is usual. */
function listed(part: Part): Part {
  return typeof part.value === 'number' || typeof part.value === 'string' ? { ...part, value: [part.value] } : part
}

function sourceOf(item: Part): RemoteSource | null {
  const source = recordOf(item)
  return (
    source && {
      url: textOf(member(source, 'url'), longestAddress),
      title: textOf(member(source, 'title'), 500),
      reason: textOf(member(source, 'reason'), 2000),
      verdict: textOf(member(source, 'verdict'), 200),
      similarity: percentOf(member(source, 'similarity')),
    }
  )
}

/** An address or a data URI; null where there is none. Whether it leads to a picture is found out when it is fetched. */
function pictureOf(part: Part): string | null {
  const text = textOf(part, longestPicture)
  if (text === null) return null
  const isData = /^data:/i.test(text)
  if ((isData && text.length < longestPicture) || (text.length <= longestAddress && /^https?:\/\//i.test(text)))
    return text
  // Base64 alone, without its `data:` in front: as JPEG and PNG begin.
  if (/^(\/9j\/|iVBORw0KGgo|UklGR)[A-Za-z0-9+/=\s]+$/.test(text.slice(0, 2000))) return `data:;base64,${text}`
  part.surprises.add(part.place)
  return null
}
