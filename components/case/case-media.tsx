'use client'

import { CloudDownload, FileX2, Trash2 } from 'lucide-react'
import { AudioPlayer } from '@/components/media/audio-player'
import { ImageViewer } from '@/components/media/image-viewer'
import { MediaNotice } from '@/components/media/media-notice'
import { VideoPlayer } from '@/components/media/video-player'
import type { EvidencePicture, OutlinedRegion } from '@/components/media/viewed-media'
import { utcTime } from '@/components/shell/format-time'
import type { FrameAnalysis } from '@/lib/engine/analysis'
import { useShownEvidence, viewerId } from './shown-evidence'
import type { MediaState } from './viewed-case'

interface CaseMediaProps {
  state: MediaState
  /** Address of a small still picture, or null. */
  poster: string | null
  peaks: number[]
  frames: FrameAnalysis[]
  pictures: EvidencePicture[]
  regions: OutlinedRegion[]
}

/** The media of a case in its viewer, or what has become of it. */
export function CaseMedia(props: CaseMediaProps) {
  return (
    <section
      id={viewerId}
      aria-label="Media"
      className="min-w-0 scroll-mt-16 rounded-lg border bg-card p-3 shadow-xs sm:p-4"
    >
      <Viewer {...props} />
    </section>
  )
}

function Viewer({ state, poster, peaks, frames, pictures, regions }: CaseMediaProps) {
  const { shown } = useShownEvidence()
  switch (state.kind) {
    case 'awaited':
      return (
        <MediaNotice icon={CloudDownload} title="The media is being fetched">
          It was submitted as a URL. This page shows it as soon as it has arrived.
        </MediaNotice>
      )
    case 'absent':
      return (
        <MediaNotice icon={FileX2} title="There is no media">
          It never arrived, so there is nothing to show. The reason is said beside this.
        </MediaNotice>
      )
    case 'deleted':
      return (
        <MediaNotice icon={Trash2} title={`The media was deleted on ${utcTime(state.at)}`}>
          What was found in it, the decision and the timeline are kept.
        </MediaNotice>
      )
    case 'present':
      break
    default:
      return state satisfies never
  }
  const { media } = state
  switch (state.mediaType) {
    case 'image':
      return <ImageViewer media={media} maps={pictures} regions={regions} shown={shown} />
    case 'audio':
      return <AudioPlayer media={media} peaks={peaks} pictures={pictures} shown={shown} />
    case 'video':
      return <VideoPlayer media={media} poster={poster} frames={frames} pictures={pictures} shown={shown} />
    default:
      return state.mediaType satisfies never
  }
}
