'use client'

import { CloudDownload, FileX2, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { AudioPlayer } from '@/components/media/audio-player'
import { EvidenceFigure } from '@/components/media/evidence-figure'
import { ImageViewer } from '@/components/media/image-viewer'
import { MediaAxis } from '@/components/media/media-axis'
import { MediaNotice } from '@/components/media/media-notice'
import type { MediaTracks } from '@/components/media/tracks'
import { VideoPlayer } from '@/components/media/video-player'
import type { EvidencePicture, OutlinedRegion } from '@/components/media/viewed-media'
import { ReceiptLink } from '@/components/retention/deleted-note'
import { utcTime } from '@/components/shell/format-time'
import { ViewingSwitches } from '@/components/wellbeing/viewing-switches'
import { useShownEvidence, viewerId } from './shown-evidence'
import type { Deletion, MediaState } from './viewed-case'
import { exhibitMarks, exhibitRegions, type ShownExhibit } from './viewed-exhibits'

interface CaseMediaProps {
  state: MediaState
  /** Its analysis failed, which a damaged file is one reason for. */
  failed: boolean
  /** Where the receipt of its deletion is shown; null where there is none, or the reader may not see it. */
  receiptHref: string | null
  /** Address of a small still picture, or null. */
  poster: string | null
  /** What the shown run measured over time. */
  tracks: MediaTracks
  /** Seconds; null: it has no length, or it is not known. */
  durationSeconds: number | null
  pictures: EvidencePicture[]
  regions: OutlinedRegion[]
  exhibits: ShownExhibit[]
}

/** The media of a case in its viewer, or what has become of it. */
export function CaseMedia(props: CaseMediaProps) {
  return (
    <section
      id={viewerId}
      aria-label="Media"
      className="min-w-0 scroll-mt-16 rounded-lg border bg-card p-3 shadow-xs sm:p-4"
    >
      {props.state.kind === 'present' && props.state.mediaType !== 'audio' && (
        <ViewingSwitches kinds={['blur', 'grey']} className="mb-2" />
      )}
      <Viewer {...props} />
      {props.failed && props.state.kind === 'present' && (
        <p className="mt-3 text-sm text-pretty text-muted-foreground">
          The analysis of this file failed. Of one that is damaged or cut off only the part is shown that can still be
          read.
        </p>
      )}
    </section>
  )
}

function Viewer({ state, receiptHref, poster, pictures, regions, ...measured }: CaseMediaProps) {
  const { shown } = useShownEvidence()
  const { tracks } = measured
  const exhibits = exhibitMarks(measured.exhibits)
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
        <Remains {...measured} pictures={pictures} shownId={shown?.evidenceId ?? null}>
          <MediaNotice icon={Trash2} title={deletedTitle(state.because, state.at)}>
            {state.because === 'withdrawn'
              ? 'Verdict, measurements, any decision and the timeline are kept for the trail.'
              : `What was found in it, ${state.because && pictures.length > 0 ? 'maps that show nothing of it, ' : ''}any decision and the timeline are kept.`}{' '}
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
      return (
        <ImageViewer
          // Few browsers draw HEIC, so its preview is shown.
          media={media.contentType === 'image/heic' && poster ? { ...media, url: poster } : media}
          shown={shown}
          detectionId={tracks.detectionId}
          maps={pictures}
          regions={[...regions, ...exhibitRegions(measured.exhibits)]}
        />
      )
    case 'audio':
      return <AudioPlayer {...{ media, tracks, exhibits, pictures, shown }} />
    case 'video':
      return <VideoPlayer {...{ media, poster, tracks, exhibits, pictures, shown }} />
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

interface RemainsProps extends Pick<CaseMediaProps, 'tracks' | 'durationSeconds' | 'pictures' | 'exhibits'> {
  /** The evidence a reader asked to see. */
  shownId: string | null
  children: ReactNode
}

/** What stands in the place of deleted media: what was measured over time, and the maps of it that show nothing of it. */
function Remains({ tracks, durationSeconds, pictures, exhibits, shownId, children }: RemainsProps) {
  const measured = tracks.scores.length > 0 || tracks.findings.length > 0
  const apart = pictures.filter(({ evidenceId }) => !measured || evidenceId !== tracks.spectrogram?.evidenceId)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {children}
      {measured && (
        <MediaAxis
          {...{ tracks, pictures, shownId }}
          duration={durationSeconds ?? lastMoment(tracks)}
          exhibits={exhibitMarks(exhibits)}
          player={null}
        />
      )}
      {apart.map((picture) => (
        <EvidenceFigure key={picture.evidenceId} picture={picture} highlighted={picture.evidenceId === shownId} />
      ))}
    </div>
  )
}

/** Where what was measured ends, where nobody knows how long the media was. Seconds. */
function lastMoment({ scores, findings }: MediaTracks): number {
  return Math.max(0, ...[...scores.flatMap(({ windows }) => windows), ...findings].map(({ end }) => end))
}
