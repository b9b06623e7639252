import { Option } from './analysis-option'
import { ElsewhereOptions } from './elsewhere-options'
import { ExtentOptions, LanguageOption } from './extent-options'
import type { OptionsDraft } from './options-draft'
import { submitOptions } from './submit-options'
import type { TeamNote } from './team-note'
import { TrackOptions } from './track-options'

interface OptionFieldsProps {
  draft: OptionsDraft
  /** How the team begins; on the page that sets it nothing is said of it. */
  note?: TeamNote
  /** Whether a Detect API elsewhere is the team's detector, or one of two. */
  elsewhere: boolean
  /** Why the options cannot be used. */
  fault: string | undefined
  onChange(to: Partial<OptionsDraft>): void
}

const faultId = 'options-fault'

/** Every option of an analysis, in plain words with what it costs in privacy. */
export function OptionFields({ draft, note = () => null, elsewhere, fault, onChange }: OptionFieldsProps) {
  const common = { draft, note, onChange, faultId: fault ? faultId : null }
  return (
    <div className="grid gap-4">
      {submitOptions.map(({ name, label, hint }) => (
        <Option
          key={name}
          id={`option-${name}`}
          checked={draft[name]}
          onChange={(to) => onChange({ [name]: to })}
          label={label}
          hint={hint}
          note={note(name)}
        />
      ))}
      <TrackOptions draft={draft} note={note} onChange={onChange} />
      <ExtentOptions {...common} />
      {elsewhere ? (
        <ElsewhereOptions
          draft={draft}
          note={note}
          given={{ report: draft.intelligence, picture: draft.modality !== 'audio' }}
          onChange={onChange}
        />
      ) : null}
      <LanguageOption {...common} />
      <p id={faultId} role="status" className="text-[0.8125rem] font-medium text-destructive empty:hidden">
        {fault}
      </p>
    </div>
  )
}
