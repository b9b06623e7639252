'use client'

import { useEffect, useRef } from 'react'
import { useViewing } from '@/components/wellbeing/viewing'
import { EvidenceFigure } from './evidence-figure'
import type { ExhibitMark } from './findings-track'
import { MediaAxis } from './media-axis'
import { PlaybackControls } from './playback-controls'
import { PlaybackNotice } from './playback-notice'
import { SpanControls } from './span-controls'
import type { MediaTracks } from './tracks'
import { usePlayback } from './use-playback'
import { useSpans } from './use-spans'
import type { EvidencePicture, ShownEvidence, ViewedMedia } from './viewed-media'

interface AudioPlayerProps {
  media: ViewedMedia
  tracks: MediaTracks
  exhibits: ExhibitMark[]
  pictures: EvidencePicture[]
  shown: ShownEvidence | null
}

/** Sound with its scores, waveform and spectrogram on one axis, and every control within reach of the keyboard. */
export function AudioPlayer({ media, tracks, exhibits, pictures, shown }: AudioPlayerProps) {
  const audio = useRef<HTMLAudioElement>(null)
  const playback = usePlayback(audio, media.contentType, media.durationSeconds)
  const tour = useSpans({ element: audio, playback, tracks, main: 'sound', shown })
  const { duration } = playback
  const { openMedia } = useViewing()
  // No Shield stands around sound: it counts as open media all the same.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same function all along
  useEffect(() => openMedia(), [])
  const apart = pictures.filter(({ evidenceId }) => duration === 0 || evidenceId !== tracks.spectrogram?.evidenceId)

  return (
    <section aria-label={`Audio player: ${media.title}`} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {/* biome-ignore lint/a11y/useMediaCaption: there are no captions to what is being investigated */}
      <audio
        ref={audio}
        src={media.url}
        preload="metadata"
        controls={duration === 0}
        className={duration === 0 ? 'w-full' : 'hidden'}
      />
      {playback.fault && <PlaybackNotice fault={playback.fault} url={media.url} onRetry={playback.retry} />}
      {duration > 0 && (
        <>
          <PlaybackControls playback={playback} />
          <SpanControls tour={tour} />
          <MediaAxis
            {...{ tracks, duration, exhibits, pictures }}
            shownId={shown?.evidenceId ?? null}
            player={{ element: audio, playback, tour }}
          />
        </>
      )}
      {apart.map((picture) => (
        <EvidenceFigure
          key={picture.evidenceId}
          picture={picture}
          highlighted={picture.evidenceId === shown?.evidenceId}
        />
      ))}
    </section>
  )
}
