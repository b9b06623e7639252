'use client'

import { useRef } from 'react'
import { Shield } from '@/components/wellbeing/shield'
import { EvidenceFigure } from './evidence-figure'
import type { ExhibitMark } from './findings-track'
import { FrameStrip } from './frame-strip'
import { MediaAxis } from './media-axis'
import { PlaybackControls } from './playback-controls'
import { PlaybackNotice } from './playback-notice'
import { SpanControls } from './span-controls'
import type { MediaTracks } from './tracks'
import { usePlayback } from './use-playback'
import { useSpans } from './use-spans'
import type { EvidencePicture, ShownEvidence, ViewedMedia } from './viewed-media'

interface VideoPlayerProps {
  media: ViewedMedia
  /** Address of a small still picture, or null. */
  poster: string | null
  tracks: MediaTracks
  exhibits: ExhibitMark[]
  pictures: EvidencePicture[]
  shown: ShownEvidence | null
}

/** Video with its frames, scores and sound on one axis. Its controls stand beneath it, so that they stay clear of any blur. */
export function VideoPlayer({ media, poster, tracks, exhibits, pictures, shown }: VideoPlayerProps) {
  const video = useRef<HTMLVideoElement>(null)
  const stage = useRef<HTMLDivElement>(null)
  const playback = usePlayback(video, media.contentType, media.durationSeconds)
  const tour = useSpans({ element: video, playback, tracks, main: 'picture', shown })
  const { duration } = playback
  const apart = pictures.filter(({ evidenceId }) => duration === 0 || evidenceId !== tracks.spectrogram?.evidenceId)
  // The stage and not the video alone: blur and controls come along.
  const fullScreen = () => {
    if (document.fullscreenElement) void document.exitFullscreen().catch(() => {})
    else void stage.current?.requestFullscreen?.().catch(() => {})
  }

  return (
    <section aria-label={`Video player: ${media.title}`} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div
        ref={stage}
        className="group/stage grid grid-cols-[minmax(0,1fr)] gap-3 bg-card [&:fullscreen]:grid-rows-[1fr_auto] [&:fullscreen]:p-3"
      >
        <div
          style={{ aspectRatio: (media.width ?? 16) / (media.height ?? 9) }}
          className="max-h-[min(62vh,46rem)] min-h-44 w-full min-w-0 group-[:fullscreen]/stage:max-h-none group-[:fullscreen]/stage:min-h-0"
        >
          <Shield mediaId={media.mediaId} liftable className="size-full rounded-md border bg-black">
            {/* biome-ignore lint/a11y/useMediaCaption: there are no captions to what is being investigated */}
            <video
              ref={video}
              src={media.url}
              poster={poster ?? undefined}
              preload="metadata"
              controls={duration === 0}
              playsInline
              aria-label={media.title}
              onClick={duration === 0 ? undefined : playback.toggle}
              className="absolute inset-0 size-full object-contain"
            />
          </Shield>
        </div>
        {duration > 0 && <PlaybackControls playback={playback} onFullScreen={fullScreen} />}
      </div>
      {playback.fault && <PlaybackNotice fault={playback.fault} url={media.url} onRetry={playback.retry} />}
      {duration > 0 && (
        <>
          <SpanControls tour={tour} />
          <MediaAxis
            {...{ tracks, duration, exhibits, pictures }}
            shownId={shown?.evidenceId ?? null}
            player={{ element: video, playback, tour }}
          >
            {!playback.fault && (
              <FrameStrip
                url={media.url}
                mediaId={media.mediaId}
                duration={duration}
                windows={tracks.scores.find(({ name }) => name === 'picture')?.windows ?? []}
              />
            )}
          </MediaAxis>
        </>
      )}
      {apart.map((picture) => (
        <EvidenceFigure
          key={picture.evidenceId}
          picture={picture}
          highlighted={picture.evidenceId === shown?.evidenceId}
          mediaId={media.mediaId}
        />
      ))}
    </section>
  )
}
