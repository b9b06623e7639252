import { Option } from './analysis-option'
import type { OptionsDraft } from './options-draft'
import type { TeamNote } from './team-note'

interface ElsewhereOptionsProps {
  draft: OptionsDraft
  note: TeamNote
  /** What they hang on: a report that is written, a picture that is looked at. */
  given: { report: boolean; picture: boolean }
  onChange(to: Partial<OptionsDraft>): void
}

/** What only the Detect API does that the team's cases are sent to: the built-in engine has nothing that these would change. */
export function ElsewhereOptions({ draft, note, given, onChange }: ElsewhereOptionsProps) {
  return (
    <fieldset className="grid gap-4">
      <legend className="text-sm font-medium">For the Detect API that your team uses</legend>
      <p className="text-[0.8125rem] text-pretty text-muted-foreground">
        They are asked of it alone and send it nothing more than is sent anyway. The built-in engine does the same as
        without them.
      </p>
      {given.picture ? (
        <Option
          id="option-faceOnly"
          checked={draft.faceOnly}
          onChange={(faceOnly) => onChange({ faceOnly })}
          label="Look at faces only"
          hint="Video: the rest of the picture is not judged there. Where no frame was, the case says that no face may be in it."
          note={note('faceOnly')}
        />
      ) : null}
      <Option
        id="option-useOodDetector"
        checked={draft.useOodDetector}
        onChange={(useOodDetector) => onChange({ useOodDetector })}
        label="Ask whether the sound is unusual"
        hint="Files of sound: whether it is unlike what the detectors there were made for. Docket does not show what they say of it; the evidence bundle has their reply, except under zero retention."
        note={note('useOodDetector')}
      />
      {given.report ? (
        <Option
          id="option-inferFromIntelligence"
          checked={draft.inferFromIntelligence}
          onChange={(inferFromIntelligence) => onChange({ inferFromIntelligence })}
          label="Let the report change the verdict"
          hint="A strong finding of the report may lift the verdict there to “Likely fake”."
          note={note('inferFromIntelligence')}
        />
      ) : null}
    </fieldset>
  )
}
