import { sourceNames } from '@/components/case/media-words'
import type { Faults } from '@/components/shell/use-faults'
import { Checkbox } from '@/components/ui/checkbox'
import { describedBy, Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { NativeSelect } from '@/components/ui/native-select'
import type { NamedPolicy } from '@/lib/policies/name-policies'
import { ageEdges, ageSlug } from './age-span'
import { labelSlugs, sources } from './queue-choices'
import type { QueueFilter } from './queue-filter'

interface FilterFieldsProps {
  filter: QueueFilter
  /** Those that are in use, by name. */
  policies: NamedPolicy[]
  faults: Faults
}

/** The fields of the filter, named as the address names them, each with what is wrong with it. */
export function FilterFields({ filter, policies, faults }: FilterFieldsProps) {
  return (
    <>
      <fieldset className="grid gap-1.5">
        <legend className="mb-1.5 text-sm font-medium">Verdict</legend>
        {labelSlugs.map(({ label, slug }) => (
          <Label key={slug} className="min-h-7 font-normal">
            <Checkbox name="label" value={slug} defaultChecked={filter.labels.includes(label)} />
            {label}
          </Label>
        ))}
      </fieldset>
      <fieldset>
        <legend className="mb-1.5 text-sm font-medium">Score in percent</legend>
        <div className="grid grid-cols-2 gap-2">
          <ScoreField id="filter-min" name="min" label="From" value={filter.minScore} fault={faults.min} />
          <ScoreField id="filter-max" name="max" label="To" value={filter.maxScore} fault={faults.max} />
        </div>
      </fieldset>
      <fieldset>
        <legend className="mb-1.5 text-sm font-medium">Waiting</legend>
        <div className="grid grid-cols-2 gap-2">
          <AgeField id="filter-older" name="older" label="Longer than" value={filter.olderThan} fault={faults.older} />
          <AgeField
            id="filter-younger"
            name="younger"
            label="Less than"
            value={filter.youngerThan}
            fault={faults.younger}
          />
        </div>
      </fieldset>
      {(policies.length > 0 || filter.policyId !== null) && (
        <Field id="filter-policy" label="Judged by">
          <NativeSelect id="filter-policy" name="policy" defaultValue={filter.policyId ?? ''}>
            <option value="">Any policy, or none</option>
            {policies.map(({ policyId, name }) => (
              <option key={policyId} value={policyId}>
                {name}
              </option>
            ))}
            {filter.policyId !== null && policies.every(({ policyId }) => policyId !== filter.policyId) && (
              <option value={filter.policyId}>A policy that is not in use</option>
            )}
          </NativeSelect>
        </Field>
      )}
      <Field id="filter-source" label="Came in by">
        <NativeSelect id="filter-source" name="source" defaultValue={filter.source ?? ''}>
          <option value="">Any way</option>
          {sources.map((source) => (
            <option key={source} value={source}>
              {sourceNames[source]}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field id="filter-zero" label="Retention">
        <Answer id="filter-zero" name="zero" value={filter.zeroRetention} yes="Zero retention" no="Kept media" />
      </Field>
      <Field id="filter-escalated" label="Escalation">
        <Answer id="filter-escalated" name="escalated" value={filter.escalated} yes="Escalated" no="Not escalated" />
      </Field>
      <Field
        id="filter-lang"
        label="Language"
        hint="As it was given with the media, such as “pt-BR”; “pt” finds every kind of it."
      >
        <Input
          id="filter-lang"
          name="lang"
          defaultValue={filter.language}
          maxLength={35}
          autoComplete="off"
          aria-describedby="filter-lang-hint"
        />
      </Field>
      <fieldset className="grid gap-1.5">
        <legend className="mb-1.5 text-sm font-medium">For me</legend>
        <Label className="min-h-7 font-normal">
          <Checkbox name="mine" value="yes" defaultChecked={filter.mine} />
          Only what I have taken or was sent
        </Label>
        <Label className="min-h-7 font-normal">
          <Checkbox name="skipped" value="hide" defaultChecked={filter.hideSkipped} />
          Without what I skipped
        </Label>
      </fieldset>
    </>
  )
}

interface BoundProps {
  id: string
  name: string
  label: string
  value: number | null
  fault: string | undefined
}

function ScoreField({ id, name, label, value, fault }: BoundProps) {
  return (
    <Field id={id} label={label} fault={fault}>
      <Input
        id={id}
        name={name}
        inputMode="numeric"
        autoComplete="off"
        defaultValue={value ?? ''}
        {...describedBy(id, { fault })}
      />
    </Field>
  )
}

function AgeField({ id, name, label, value, fault }: BoundProps) {
  return (
    <Field id={id} label={label} fault={fault}>
      <NativeSelect id={id} name={name} defaultValue={ageSlug(value)} {...describedBy(id, { fault })}>
        <option value="">Any time</option>
        {ageEdges.map(({ slug, words }) => (
          <option key={slug} value={slug}>
            {words}
          </option>
        ))}
      </NativeSelect>
    </Field>
  )
}

interface AnswerProps {
  id: string
  name: string
  value: boolean | null
  yes: string
  no: string
}

function Answer({ id, name, value, yes, no }: AnswerProps) {
  return (
    <NativeSelect id={id} name={name} defaultValue={value === null ? '' : value ? 'yes' : 'no'}>
      <option value="">Either</option>
      <option value="yes">{yes}</option>
      <option value="no">{no}</option>
    </NativeSelect>
  )
}
