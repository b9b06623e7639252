import { Option } from './analysis-option'

/** What only a Detect API does: the built-in engine has nothing that these would change. */
export interface ElsewhereDraft {
  faceOnly: boolean
  inferFromIntelligence: boolean
  useOodDetector: boolean
}

interface ElsewhereOptionsProps {
  draft: ElsewhereDraft
  /** What they hang on: a report that is written, a picture that is looked at. */
  given: { report: boolean; picture: boolean }
  onChange(to: Partial<ElsewhereDraft>): void
}

/** Options for the Detect API that the team's cases are sent to; they send nothing more there than is sent anyway. */
export function ElsewhereOptions({ draft, given, onChange }: ElsewhereOptionsProps) {
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
        />
      ) : null}
      <Option
        id="option-useOodDetector"
        checked={draft.useOodDetector}
        onChange={(useOodDetector) => onChange({ useOodDetector })}
        label="Ask whether the sound is unusual"
        hint="Files of sound: whether it is unlike what the detectors there were made for. Docket does not show what they say of it; the evidence bundle has their reply, except under zero retention."
      />
      {given.report ? (
        <Option
          id="option-inferFromIntelligence"
          checked={draft.inferFromIntelligence}
          onChange={(inferFromIntelligence) => onChange({ inferFromIntelligence })}
          label="Let the report change the verdict"
          hint="A strong finding of the report may lift the verdict there to “Likely fake”."
        />
      ) : null}
    </fieldset>
  )
}
