'use client'

import { useEffect, useRef } from 'react'
import { EvidenceFigure } from './evidence-figure'
import { PlaybackControls, PositionSlider } from './playback-controls'
import { PlaybackNotice } from './playback-notice'
import { usePlayback } from './use-playback'
import type { EvidencePicture, ShownEvidence, ViewedMedia } from './viewed-media'
import { Waveform } from './waveform'

interface AudioPlayerProps {
  media: ViewedMedia
  /** From the analysis; empty: no waveform, the browser's own player. */
  peaks: number[]
  pictures: EvidencePicture[]
  shown: ShownEvidence | null
}

/** Sound with its waveform, its spectrogram beneath, and every control within reach of the keyboard. */
export function AudioPlayer({ media, peaks, pictures, shown }: AudioPlayerProps) {
  const audio = useRef<HTMLAudioElement>(null)
  const playback = usePlayback(audio, media.contentType, media.durationSeconds)
  const { seek } = playback
  const duration = media.durationSeconds ?? 0
  const drawn = peaks.length > 0 && duration > 0

  // biome-ignore lint/correctness/useExhaustiveDependencies: the request alone says that something is asked anew
  useEffect(() => {
    if (shown?.seconds != null) seek(shown.seconds)
  }, [shown?.request])

  return (
    <section aria-label={`Audio player: ${media.title}`} className="grid gap-3">
      {/* biome-ignore lint/a11y/useMediaCaption: there are no captions to what is being investigated */}
      <audio ref={audio} src={media.url} preload="metadata" controls={!drawn} className={drawn ? 'hidden' : 'w-full'} />
      {playback.fault && <PlaybackNotice fault={playback.fault} url={media.url} onRetry={playback.retry} />}
      {drawn && (
        <div className="grid gap-2 rounded-md border bg-muted/40 p-3 sm:p-4">
          <Waveform audio={audio} peaks={peaks} duration={duration} />
          <PositionSlider playback={playback} />
          <PlaybackControls playback={playback} />
        </div>
      )}
      {!drawn && (
        <p className="text-sm text-muted-foreground">
          Without a waveform from the analysis, this is the browser’s own player.
        </p>
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
