'use client'

import { mediaTypeNames, sourceNames } from '@/components/case/media-words'
import { describedBy, Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { NativeSelect } from '@/components/ui/native-select'
import { labels } from '@/lib/engine/analysis'
import type { RoutingConditions } from '@/lib/queues/routing-rules'
import { ChoiceBoxes } from './choice-boxes'
import { ageUnits, asPercent, type Named, splitAge } from './condition-words'

interface ConditionFieldsProps {
  conditions: RoutingConditions
  policies: Named[]
  faults: Record<string, string>
}

const named = (names: Record<string, string>) => Object.entries(names).map(([value, label]) => ({ value, label }))

/** What a case must be like; `conditionsIn` reads it. What is left open does not matter. */
export function ConditionFields({ conditions, policies, faults }: ConditionFieldsProps) {
  const { mediaTypes, sources, minScore, maxScore, zeroRetention, languages, minAgeMinutes, policyIds } = conditions
  const age = minAgeMinutes ? splitAge(minAgeMinutes) : null
  // Unticked by nobody, a condition on one that was archived since must not fall away: the rule would take every case.
  const archived = (policyIds ?? []).filter((asked) => !policies.some(({ id }) => id === asked))
  const judgedBy = [...policies, ...archived.map((id) => ({ id, name: 'An archived policy' }))]
  return (
    <>
      <ChoiceBoxes legend="Media" name="mediaType" choices={named(mediaTypeNames)} chosen={mediaTypes} />
      <ChoiceBoxes legend="How it came in" name="source" choices={named(sourceNames)} chosen={sources} />
      <ChoiceBoxes
        legend="Verdict"
        name="label"
        choices={labels.map((label) => ({ value: label, label }))}
        chosen={conditions.labels}
      />
      <fieldset {...(faults.score ? { 'aria-describedby': 'score-fault' } : {})}>
        <legend className="mb-1.5 text-sm font-medium">Score in percent</legend>
        <div className="flex items-center gap-2">
          {(
            [
              ['minScore', 'From', minScore],
              ['maxScore', 'To', maxScore],
            ] as const
          ).map(([name, label, value]) => (
            <div key={name} className="flex items-center gap-2">
              <Label htmlFor={name} className="font-normal">
                {label}
              </Label>
              <Input
                id={name}
                name={name}
                inputMode="decimal"
                autoComplete="off"
                defaultValue={value === undefined ? undefined : asPercent(value)}
                className="w-24"
                {...(faults.score ? { 'aria-invalid': true } : {})}
              />
            </div>
          ))}
        </div>
        {faults.score ? (
          <p id="score-fault" className="mt-1.5 text-[0.8125rem] font-medium text-destructive">
            {faults.score}
          </p>
        ) : null}
      </fieldset>
      <Field id="retention" label="Zero retention" className="max-w-xs">
        <NativeSelect
          id="retention"
          name="retention"
          defaultValue={zeroRetention === undefined ? '' : zeroRetention ? 'zero' : 'kept'}
        >
          <option value="">Does not matter</option>
          <option value="zero">Only what must not be kept</option>
          <option value="kept">Only what is kept</option>
        </NativeSelect>
      </Field>
      <Field
        id="languages"
        label="Languages"
        hint="As said at the hand-in, on the page or over the API; a case of which nobody said it fits no language. Commas between codes: en, pt-BR. “pt” takes “pt-BR” too."
        fault={faults.languages}
      >
        <Input
          id="languages"
          name="languages"
          autoComplete="off"
          spellCheck={false}
          defaultValue={languages?.join(', ')}
          {...describedBy('languages', { hint: true, fault: faults.languages })}
        />
      </Field>
      <Field
        id="age"
        label="Handed in at least this long ago"
        hint="Looked at again while a case waits."
        fault={faults.age}
        className="max-w-xs"
      >
        <div className="grid grid-cols-2 gap-2">
          <Input
            id="age"
            name="age"
            inputMode="decimal"
            autoComplete="off"
            defaultValue={age?.count}
            {...describedBy('age', { hint: true, fault: faults.age })}
          />
          <NativeSelect name="ageUnit" aria-label="Unit of time" defaultValue={age?.unit ?? 'hours'}>
            {Object.keys(ageUnits).map((unit) => (
              <option key={unit}>{unit}</option>
            ))}
          </NativeSelect>
        </div>
      </Field>
      {judgedBy.length > 0 ? (
        <ChoiceBoxes
          legend="Judged by, as its own policy or the team’s"
          name="policy"
          choices={judgedBy.map(({ id, name }) => ({ value: id, label: name }))}
          chosen={policyIds}
        />
      ) : null}
    </>
  )
}
