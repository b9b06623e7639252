import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { hintIds, Option, OptionHint, Seconds } from './analysis-option'
import type { OptionsDraft } from './options-draft'
import type { TeamNote } from './team-note'

interface ExtentOptionsProps {
  draft: OptionsDraft
  note: TeamNote
  /** Names the sentence that says what is wrong; null: nothing is. */
  faultId: string | null
  onChange(to: Partial<OptionsDraft>): void
}

/** How much of a recording is looked at. */
export function ExtentOptions({ draft, note, faultId, onChange }: ExtentOptionsProps) {
  const faultProps = faultId ? { 'aria-invalid': true, 'aria-describedby': faultId } : {}
  return (
    <>
      <Option
        id="option-span"
        checked={draft.span}
        onChange={(span) => onChange({ span })}
        label="Analyse only a span"
        hint="Sound and video: the rest is not looked at. It is handed in and kept with the span all the same."
        note={note('span', 'from', 'to')}
      >
        {draft.span ? (
          <div className="flex flex-wrap items-center gap-2 text-sm">
            <Label htmlFor="span-from" className="font-normal">
              From second
            </Label>
            <Seconds id="span-from" value={draft.from} onChange={(from) => onChange({ from })} {...faultProps} />
            <Label htmlFor="span-to" className="font-normal">
              to <span className="sr-only">second</span>
            </Label>
            <Seconds id="span-to" value={draft.to} onChange={(to) => onChange({ to })} {...faultProps} />
          </div>
        ) : null}
      </Option>
      <Option
        id="option-cap"
        checked={draft.cap}
        onChange={(cap) => onChange({ cap })}
        label="Limit how much of a video is analysed"
        hint="Quicker for long ones; what comes later is not looked at, but handed in and kept all the same."
        note={note('cap', 'seconds')}
      >
        {draft.cap ? (
          <div className="flex items-center gap-2 text-sm">
            <Label htmlFor="cap-seconds" className="font-normal">
              Seconds
            </Label>
            <Seconds
              id="cap-seconds"
              value={draft.seconds}
              onChange={(seconds) => onChange({ seconds })}
              {...faultProps}
            />
          </div>
        ) : null}
      </Option>
    </>
  )
}

/** In which language it is said to be. */
export function LanguageOption({ draft, note, faultId, onChange }: ExtentOptionsProps) {
  const says = note('language')
  return (
    <div className="grid gap-1">
      <Label htmlFor="option-language">Language</Label>
      <OptionHint
        id="option-language"
        hint="A code such as en or pt-BR, where you know it: rules can send it to people who do. It stays with the case, also under zero retention."
        note={says}
      />
      <Input
        id="option-language"
        autoComplete="off"
        spellCheck={false}
        value={draft.language}
        onChange={(event) => onChange({ language: event.target.value })}
        aria-describedby={hintIds('option-language', says, faultId ?? undefined)}
        aria-invalid={faultId ? true : undefined}
        className="h-8 w-28"
      />
    </div>
  )
}
