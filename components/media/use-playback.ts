'use client'

import { type RefObject, useCallback, useEffect, useState } from 'react'
import { useViewing } from '@/components/wellbeing/viewing'
import { explainFault, type PlaybackFault } from './playback-fault'

export interface Playback {
  playing: boolean
  /** Seconds. */
  time: number
  /** Seconds; 0 until known. */
  duration: number
  rate: number
  muted: boolean
  fault: PlaybackFault | null
  seek(seconds: number): void
  toggle(): void
  setRate(rate: number): void
  setMuted(muted: boolean): void
  retry(): void
}

/**
 * What an audio or video element does, followed by its events. `knownDuration` stands in until the browser knows. Its
 * sound follows the person's own switch.
 */
export function usePlayback(
  element: RefObject<HTMLMediaElement | null>,
  contentType: string,
  knownDuration: number | null,
): Playback {
  const { mute, toggle } = useViewing()
  const [state, setState] = useState({ playing: false, time: 0, duration: knownDuration ?? 0, rate: 1, muted: false })
  const [fault, setFault] = useState<PlaybackFault | null>(null)

  useEffect(() => {
    const media = element.current
    if (!media) return
    const read = () =>
      setState({
        playing: !media.paused && !media.ended,
        time: media.currentTime,
        duration: Number.isFinite(media.duration) && media.duration > 0 ? media.duration : (knownDuration ?? 0),
        rate: media.playbackRate,
        muted: media.muted,
      })
    const fail = () => setFault(explainFault(media.error?.code, media.canPlayType(contentType) !== '', contentType))
    const events = ['play', 'pause', 'ended', 'timeupdate', 'seeked', 'loadedmetadata', 'ratechange', 'volumechange']
    for (const event of events) media.addEventListener(event, read)
    media.addEventListener('error', fail)
    // It may have loaded, or failed, before this script ran.
    if (media.error) fail()
    else read()
    return () => {
      for (const event of events) media.removeEventListener(event, read)
      media.removeEventListener('error', fail)
    }
  }, [element, contentType, knownDuration])

  useEffect(() => {
    if (element.current) element.current.muted = mute
  }, [element, mute])

  const seek = useCallback(
    (seconds: number) => {
      const media = element.current
      if (!media) return
      const end = Number.isFinite(media.duration) ? media.duration : seconds
      media.currentTime = Math.min(Math.max(0, seconds), end)
      setState((current) => ({ ...current, time: media.currentTime }))
    },
    [element],
  )
  return {
    ...state,
    fault,
    seek,
    toggle: () => {
      const media = element.current
      // A refusal to play arrives as the element's own error event.
      if (media?.paused) void media.play().catch(() => {})
      else media?.pause()
    },
    setRate: (rate) => {
      if (element.current) element.current.playbackRate = rate
    },
    setMuted: (muted) => {
      if (muted !== mute) toggle('mute')
      else if (element.current) element.current.muted = muted
    },
    retry: () => {
      setFault(null)
      element.current?.load()
    },
  }
}
