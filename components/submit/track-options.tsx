import { Label } from '@/components/ui/label'
import { NativeSelect } from '@/components/ui/native-select'
import { hintIds, OptionHint } from './analysis-option'
import type { OptionsDraft } from './options-draft'
import { frameLengths, modalities, secondsWords } from './submit-options'
import type { TeamNote } from './team-note'

interface TrackOptionsProps {
  draft: OptionsDraft
  note: TeamNote
  onChange(to: Partial<OptionsDraft>): void
}

/** Options for what has a track of sound or of pictures. */
export function TrackOptions({ draft, note, onChange }: TrackOptionsProps) {
  return (
    <>
      <div className="grid gap-1">
        <Label htmlFor="option-modality">Of a video</Label>
        <OptionHint
          id="option-modality"
          hint="One alone is quicker; the other is not looked at, and nothing is said of it. The file is handed in and kept whole all the same."
          note={note('modality')}
        />
        <NativeSelect
          id="option-modality"
          value={draft.modality}
          onChange={({ target }) => onChange({ modality: target.value as OptionsDraft['modality'] })}
          aria-describedby={hintIds('option-modality', note('modality'))}
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
        <OptionHint
          id="option-frame-length"
          hint="Sound and video: fewer place a find more closely, each on less of the recording. More figures are kept, nothing more of the media."
          note={note('frameLength')}
        />
        <NativeSelect
          id="option-frame-length"
          value={draft.frameLength}
          onChange={({ target }) => onChange({ frameLength: Number(target.value) })}
          aria-describedby={hintIds('option-frame-length', note('frameLength'))}
        >
          {frameLengths.map((seconds) => (
            <option key={seconds} value={seconds}>
              {secondsWords(seconds)}
              {seconds === 2 && ' (usual)'}
            </option>
          ))}
        </NativeSelect>
      </div>
    </>
  )
}
