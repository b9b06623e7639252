import { Label } from '@/components/ui/label'
import { NativeSelect } from '@/components/ui/native-select'
import type { DetectionParameters } from '@/lib/detect/request-parameters'

/** Which of a video's tracks are looked at, and how many seconds are judged together. */
export type TrackDraft = Pick<DetectionParameters, 'modality' | 'frameLength'>

const modalities: Record<TrackDraft['modality'], string> = {
  all: 'Picture and sound',
  video: 'Picture alone',
  audio: 'Sound alone',
}

const frameLengths = [1, 2, 3, 4]

interface TrackOptionsProps {
  draft: TrackDraft
  onChange(to: Partial<TrackDraft>): void
}

/** Options for what has a track of sound or of pictures. */
export function TrackOptions({ draft, onChange }: TrackOptionsProps) {
  return (
    <>
      <div className="grid gap-1">
        <Label htmlFor="option-modality">Of a video</Label>
        <p id="option-modality-hint" className="text-[0.8125rem] text-muted-foreground">
          One alone is quicker; the other is not looked at, and nothing is said of it.
        </p>
        <NativeSelect
          id="option-modality"
          value={draft.modality}
          onChange={({ target }) => onChange({ modality: target.value as TrackDraft['modality'] })}
          aria-describedby="option-modality-hint"
        >
          {Object.entries(modalities).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </NativeSelect>
      </div>
      <div className="grid gap-1">
        <Label htmlFor="option-frame-length">Seconds judged together</Label>
        <p id="option-frame-length-hint" className="text-[0.8125rem] text-muted-foreground">
          Sound and video: fewer place a find more closely, each on less of the recording.
        </p>
        <NativeSelect
          id="option-frame-length"
          value={draft.frameLength}
          onChange={({ target }) => onChange({ frameLength: Number(target.value) })}
          aria-describedby="option-frame-length-hint"
        >
          {frameLengths.map((seconds) => (
            <option key={seconds} value={seconds}>
              {seconds === 1 ? '1 second' : `${seconds} seconds`}
              {seconds === 2 && ' (usual)'}
            </option>
          ))}
        </NativeSelect>
      </div>
    </>
  )
}
