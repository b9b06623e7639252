'use client'

import { type ReactNode, type RefObject, useState } from 'react'
import { AxisTables } from './axis-tables'
import { AxisZoom } from './axis-zoom'
import { type ExhibitMark, FindingsTrack } from './findings-track'
import { ScoreScale, ScoreTrackChart } from './score-track-chart'
import { allSpans } from './spans'
import { SpectrogramTrack } from './spectrogram-track'
import { TimeAxis } from './time-axis'
import type { MediaTracks } from './tracks'
import type { Playback } from './use-playback'
import type { SpanTour } from './use-spans'
import type { EvidencePicture } from './viewed-media'
import { Waveform } from './waveform'

interface MediaAxisProps {
  tracks: MediaTracks
  /** Seconds. */
  duration: number
  exhibits: ExhibitMark[]
  pictures: EvidencePicture[]
  shownId: string | null
  /** Null where nothing can be played: what was measured stays. */
  player: { element: RefObject<HTMLMediaElement | null>; playback: Playback; tour: SpanTour } | null
  /** What stands on the axis above the tracks, such as frames. */
  children?: ReactNode
}

/** All tracks of sound or video on one axis of time, and their tables beneath. */
export function MediaAxis({ tracks, duration, exhibits, pictures, shownId, player, children }: MediaAxisProps) {
  const { scores, findings, loudness, spectrogram } = tracks
  const drawn = pictures.find(({ evidenceId }) => evidenceId === spectrogram?.evidenceId)
  const [zoom, setZoom] = useState(1)
  const spans = player?.tour.spans ?? allSpans(tracks)
  return (
    <>
      <AxisZoom duration={duration} value={zoom} onChange={setZoom} />
      <TimeAxis zoom={zoom} player={player} duration={duration} loop={player?.tour.loop ?? null}>
        {children}
        {scores.map((track) => (
          <ScoreTrackChart key={track.name} track={track} duration={duration} player={player?.playback ?? null} />
        ))}
        {loudness && (
          <Waveform loudness={loudness} duration={duration} spans={spans.filter(({ track }) => track === 'sound')} />
        )}
        {drawn && spectrogram && (
          <SpectrogramTrack
            picture={drawn}
            place={spectrogram}
            duration={duration}
            highlighted={shownId === drawn.evidenceId}
          />
        )}
        <FindingsTrack findings={findings} exhibits={exhibits} duration={duration} />
      </TimeAxis>
      {scores.length > 0 && <ScoreScale />}
      <AxisTables
        tracks={tracks}
        spans={spans}
        onSeek={player?.playback.seek ?? null}
        onPin={player?.tour.pin ?? null}
      />
    </>
  )
}
