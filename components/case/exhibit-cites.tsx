'use client'

import { KeyHint } from '@/components/keys/key-hint'
import { Checkbox } from '@/components/ui/checkbox'
import type { RailExhibit } from '@/lib/cases/read-rail'
import type { CaseActions } from './case-actions'
import { ExhibitItem } from './exhibit-item'

interface ExhibitCitesProps {
  exhibits: RailExhibit[]
  /** The letters that are cited. */
  value: string[]
  onChange(labels: string[]): void
  /** Whether the policy asks for one. */
  required: boolean
  fault: string | undefined
  disabled: boolean
  remove: CaseActions['removeExhibit']
}

/** The case's exhibits, to cite what the finding rests on. */
export function ExhibitCites({ exhibits, value, onChange, required, fault, disabled, remove }: ExhibitCitesProps) {
  const cite = (label: string, on: boolean) =>
    onChange(on ? [...value, label].sort() : value.filter((one) => one !== label))
  return (
    <fieldset
      disabled={disabled}
      aria-describedby={fault ? 'exhibits-says exhibits-fault' : 'exhibits-says'}
      className="grid gap-1.5"
    >
      <legend className="mb-1.5 text-sm font-medium">Exhibits it rests on</legend>
      {exhibits.length === 0 ? (
        <p id="exhibits-says" className="text-[0.8125rem] text-muted-foreground">
          Nothing is pinned yet. {required ? 'The policy asks for one: pin' : 'Pin'} a place in the viewer{' '}
          <KeyHint action="pin" /> to cite it.
        </p>
      ) : (
        <p id="exhibits-says" className="sr-only">
          Tick those that the finding rests on.
        </p>
      )}
      {exhibits.map((exhibit, index) => (
        <div key={exhibit.id} className="flex items-start gap-2.5 rounded-md border px-3 py-2">
          <Checkbox
            id={`cite-${exhibit.label}`}
            checked={value.includes(exhibit.label)}
            aria-invalid={fault && index === 0 ? true : undefined}
            onCheckedChange={(on) => cite(exhibit.label, on === true)}
            className="mt-1"
          />
          <label htmlFor={`cite-${exhibit.label}`} className="min-h-6 cursor-pointer pt-0.5 text-sm font-semibold">
            <span className="sr-only">Cite exhibit </span>
            {exhibit.label}
          </label>
          <ExhibitItem exhibit={exhibit} remove={remove} />
        </div>
      ))}
      {fault && (
        <p
          id="exhibits-fault"
          tabIndex={-1}
          // Where there is no box to tick, the sentence takes the focus.
          data-refusal={exhibits.length === 0 ? true : undefined}
          className="text-[0.8125rem] font-medium text-destructive outline-none"
        >
          {fault}
        </p>
      )}
    </fieldset>
  )
}
