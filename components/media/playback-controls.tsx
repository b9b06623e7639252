import { Maximize, Pause, Play, RotateCcw, RotateCw, Volume2, VolumeX } from 'lucide-react'
import { useId } from 'react'
import { KeyHint } from '@/components/keys/key-hint'
import { useShortcut } from '@/components/keys/key-map'
import { Button } from '@/components/ui/button'
import { NativeSelect } from '@/components/ui/native-select'
import { clockTime } from './clock-time'
import type { Playback } from './use-playback'

const rates = [0.5, 0.75, 1, 1.25, 1.5, 2]
const skipSeconds = 5

interface PlaybackControlsProps {
  playback: Playback
  /** Video only. */
  onFullScreen?(): void
}

/** Play, skip, speed and sound. */
export function PlaybackControls({ playback, onFullScreen }: PlaybackControlsProps) {
  const { playing, time, duration, rate, muted } = playback
  const id = useId()
  const keys = { play: useShortcut('play'), mute: useShortcut('mute') }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button className="min-w-24" aria-keyshortcuts={keys.play} onClick={playback.toggle}>
        {playing ? <Pause aria-hidden /> : <Play aria-hidden />}
        {playing ? 'Pause' : 'Play'} <KeyHint action="play" />
      </Button>
      <Button
        variant="outline"
        size="icon"
        aria-label="Back 5 seconds"
        onClick={() => playback.seek(time - skipSeconds)}
      >
        <RotateCcw aria-hidden />
      </Button>
      <Button
        variant="outline"
        size="icon"
        aria-label="Forward 5 seconds"
        onClick={() => playback.seek(time + skipSeconds)}
      >
        <RotateCw aria-hidden />
      </Button>
      <p className="px-2 text-sm tabular-nums">
        <span className="sr-only">Time </span>
        {clockTime(time)} <span className="text-muted-foreground">/ {clockTime(duration)}</span>
      </p>
      <div className="ml-auto flex items-center gap-2">
        <div className="flex items-center gap-2 text-[0.8125rem]">
          <label htmlFor={id}>Speed</label>
          <NativeSelect
            id={id}
            className="h-9"
            value={String(rate)}
            onChange={(event) => playback.setRate(Number(event.target.value))}
          >
            {rates.map((value) => (
              <option key={value} value={String(value)}>
                {value}×
              </option>
            ))}
          </NativeSelect>
        </div>
        <Button
          variant="outline"
          aria-pressed={muted}
          aria-keyshortcuts={keys.mute}
          className="px-2.5"
          onClick={() => playback.setMuted(!muted)}
        >
          {muted ? <VolumeX aria-hidden /> : <Volume2 aria-hidden />}
          <span className="sr-only">Mute</span> <KeyHint action="mute" />
        </Button>
        {onFullScreen && (
          <Button variant="outline" size="icon" aria-label="Full screen" onClick={onFullScreen}>
            <Maximize aria-hidden />
          </Button>
        )}
      </div>
    </div>
  )
}
