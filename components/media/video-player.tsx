'use client'

import { useEffect, useRef } from 'react'
import { useKeys } from '@/components/keys/use-keys'
import type { FrameAnalysis } from '@/lib/engine/analysis'
import { EvidenceFigure } from './evidence-figure'
import { FrameAxis } from './frame-axis'
import { suspiciousFrom } from './frame-reading'
import { FrameTable } from './frame-table'
import { PlaybackNotice } from './playback-notice'
import { usePlayback } from './use-playback'
import type { EvidencePicture, ShownEvidence, ViewedMedia } from './viewed-media'

interface VideoPlayerProps {
  media: ViewedMedia
  /** Address of a small still picture, or null. */
  poster: string | null
  frames: FrameAnalysis[]
  pictures: EvidencePicture[]
  shown: ShownEvidence | null
}

/** Video in the browser's own player, with the sampled frames on one time axis below it. */
export function VideoPlayer({ media, poster, frames, pictures, shown }: VideoPlayerProps) {
  const video = useRef<HTMLVideoElement>(null)
  const playback = usePlayback(video, media.contentType, media.durationSeconds)
  const { seek, time } = playback
  const jump = (direction: 1 | -1) => {
    const frame = suspiciousFrom(frames, time, direction)
    if (frame) seek(frame.second)
  }
  useKeys({ '.': () => jump(1), ',': () => jump(-1) })

  // biome-ignore lint/correctness/useExhaustiveDependencies: the request alone says that something is asked anew
  useEffect(() => {
    if (shown?.seconds != null) seek(shown.seconds)
  }, [shown?.request])

  return (
    <section aria-label={`Video player: ${media.title}`} className="grid gap-3">
      {/* biome-ignore lint/a11y/useMediaCaption: there are no captions to what is being investigated */}
      <video
        ref={video}
        src={media.url}
        poster={poster ?? undefined}
        preload="metadata"
        controls
        playsInline
        aria-label={media.title}
        className="max-h-[62vh] min-h-56 w-full rounded-md border bg-black object-contain"
      />
      {playback.fault && <PlaybackNotice fault={playback.fault} url={media.url} onRetry={playback.retry} />}
      {frames.length > 0 && (
        <>
          <FrameAxis frames={frames} duration={playback.duration} time={time} onSeek={seek} />
          <FrameTable frames={frames} onSeek={seek} />
        </>
      )}
      {pictures.map((picture) => (
        <EvidenceFigure
          key={picture.evidenceId}
          picture={picture}
          highlighted={picture.evidenceId === shown?.evidenceId}
        />
      ))}
    </section>
  )
}
