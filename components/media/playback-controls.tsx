import { Pause, Play, RotateCcw, RotateCw, Volume2, VolumeX } from 'lucide-react'
import { type KeyboardEvent, useId } from 'react'
import { Button } from '@/components/ui/button'
import { NativeSelect } from '@/components/ui/native-select'
import { clockTime, spokenTime } from './clock-time'
import type { Playback } from './use-playback'

const rates = [0.5, 0.75, 1, 1.25, 1.5, 2]
const skipSeconds = 5

/** Where in the sound one is: arrow keys move a second, Page Up and Down ten, Home and End to the ends. */
export function PositionSlider({ playback }: { playback: Playback }) {
  const { time, duration, seek } = playback
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = {
      ArrowLeft: time - 1,
      ArrowDown: time - 1,
      ArrowRight: time + 1,
      ArrowUp: time + 1,
      PageDown: time - 10,
      PageUp: time + 10,
      Home: 0,
      End: duration,
    }
    const to = moves[event.key]
    if (to === undefined) return
    event.preventDefault()
    seek(to)
  }
  return (
    <input
      type="range"
      aria-label="Position"
      aria-valuetext={`${spokenTime(time)} of ${spokenTime(duration)}`}
      min={0}
      max={Math.max(duration, 0.01)}
      step="any"
      value={Math.min(time, duration)}
      onChange={(event) => seek(Number(event.target.value))}
      onKeyDown={onKeyDown}
      className="h-6 w-full accent-primary"
    />
  )
}

/** Play, skip, speed and sound. */
export function PlaybackControls({ playback }: { playback: Playback }) {
  const { playing, time, duration, rate, muted } = playback
  const id = useId()
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button size="icon" aria-label={playing ? 'Pause' : 'Play'} onClick={playback.toggle}>
        {playing ? <Pause aria-hidden /> : <Play aria-hidden />}
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
          size="icon"
          aria-label="Mute"
          aria-pressed={muted}
          onClick={() => playback.setMuted(!muted)}
        >
          {muted ? <VolumeX aria-hidden /> : <Volume2 aria-hidden />}
        </Button>
      </div>
    </div>
  )
}
