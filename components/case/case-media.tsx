'use client'

import { CloudDownload, FileX2, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { AudioPlayer } from '@/components/media/audio-player'
import { EvidenceFigure } from '@/components/media/evidence-figure'
import { FrameTable } from '@/components/media/frame-table'
import { ImageViewer } from '@/components/media/image-viewer'
import { MediaNotice } from '@/components/media/media-notice'
import { VideoPlayer } from '@/components/media/video-player'
import type { EvidencePicture, OutlinedRegion } from '@/components/media/viewed-media'
import { ReceiptLink } from '@/components/retention/deleted-note'
import { utcTime } from '@/components/shell/format-time'
import type { FrameAnalysis } from '@/lib/engine/analysis'
import { useShownEvidence, viewerId } from './shown-evidence'
import type { Deletion, MediaState } from './viewed-case'

interface CaseMediaProps {
  state: MediaState
  /** Where the receipt of its deletion is shown; null where there is none, or the reader may not see it. */
  receiptHref: string | null
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

function Viewer({ state, receiptHref, poster, peaks, frames, pictures, regions }: CaseMediaProps) {
  const { shown } = useShownEvidence()
  switch (state.kind) {
    case 'awaited':
      return (
        <MediaNotice icon={CloudDownload} title="The media is being fetched">
          It has yet to be fetched from where it lies. This page shows it as soon as it is here.
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
        <Remains frames={frames} pictures={pictures} shownId={shown?.evidenceId ?? null}>
          <MediaNotice icon={Trash2} title={deletedTitle(state.because, state.at)}>
            {state.because === 'withdrawn'
              ? 'Verdict, measurements, any decision and the timeline are kept for the trail.'
              : 'What was found in it, any decision and the timeline are kept.'}{' '}
            <ReceiptLink href={receiptHref} />
          </MediaNotice>
        </Remains>
      )
    case 'deleting':
      return (
        <MediaNotice icon={Trash2} title="The media is being deleted">
          {deletingBecause[state.because]} It is shown to nobody any more; verdict, scores and any decision are kept.
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

const deletingBecause: Record<Deletion, string> = {
  zero_retention: 'It was handed in with zero retention, and its time is over.',
  withdrawn: 'It was deleted over the API.',
  manual: 'A manager ordered its deletion.',
  erasure: 'Its erasure was asked for and confirmed.',
  key_lost: 'Its key was lost in a crash of the database, so nobody can read it any more.',
}

function deletedTitle(because: Deletion | null, at: Date): string {
  const when = `on ${utcTime(at)}`
  switch (because) {
    case 'zero_retention':
      return `The media was deleted ${when}, as asked`
    case 'withdrawn':
      return `Deleted over the API; gone ${when}`
    case 'manual':
      return `The media was deleted ${when}, as a manager ordered`
    case 'erasure':
      return `The media was deleted ${when}, after a request for erasure`
    case 'key_lost':
      return `The media was deleted ${when}, because its key was lost`
    case null:
      return `The media was deleted ${when}`
    default:
      return because satisfies never
  }
}

interface RemainsProps {
  frames: FrameAnalysis[]
  pictures: EvidencePicture[]
  /** The evidence a reader asked to see. */
  shownId: string | null
  children: ReactNode
}

/** What stands in the place of deleted media, its frames' scores, and the maps of it that show nothing of it. */
function Remains({ frames, pictures, shownId, children }: RemainsProps) {
  return (
    <div className="grid gap-3">
      {children}
      {frames.length > 0 && <FrameTable frames={frames} onSeek={null} />}
      {pictures.map((picture) => (
        <EvidenceFigure key={picture.evidenceId} picture={picture} highlighted={picture.evidenceId === shownId} />
      ))}
    </div>
  )
}
