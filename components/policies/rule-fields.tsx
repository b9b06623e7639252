'use client'

import { useState } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { describedBy, Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { RadioGroup, RadioGroupItem } from '@/components/ui/radio-group'
import type { PolicyRules } from '@/lib/policies/policy-rules'
import { fourEyesNames } from '@/lib/policies/rule-words'

type FourEyes = PolicyRules['fourEyes']
const choices = Object.keys(fourEyesNames) as FourEyes[]

interface RuleFieldsProps {
  rules: PolicyRules
  fault(field: string): string | undefined
}

/** The fields of a version's rules, without its actions; `rulesIn` reads them. */
export function RuleFields({ rules, fault }: RuleFieldsProps) {
  const [fourEyes, setFourEyes] = useState(rules.fourEyes)
  return (
    <>
      <fieldset>
        <legend id="four-eyes" className="mb-2 text-sm font-medium">
          A second pair of eyes
        </legend>
        <RadioGroup
          name="fourEyes"
          value={fourEyes}
          onValueChange={(next) => setFourEyes(choices.find((one) => one === next) ?? 'never')}
          aria-labelledby="four-eyes"
          className="gap-3"
        >
          {choices.map((one) => (
            <div key={one} className="grid grid-cols-[auto_1fr] gap-x-2.5">
              <RadioGroupItem
                id={`eyes-${one}`}
                value={one}
                aria-describedby={`eyes-${one}-means`}
                className="mt-0.5"
              />
              <div>
                <Label htmlFor={`eyes-${one}`} className="min-h-6">
                  {fourEyesNames[one].name}
                </Label>
                <p id={`eyes-${one}-means`} className="max-w-prose text-[0.8125rem] text-muted-foreground">
                  {fourEyesNames[one].means}
                </p>
                {one === 'sample' && fourEyes === 'sample' && (
                  <Field
                    id="sample-share"
                    label="Share of decisions, in per cent"
                    fault={fault('sampleShare')}
                    className="mt-3 max-w-60"
                  >
                    <Input
                      id="sample-share"
                      name="sampleShare"
                      type="number"
                      min={0.1}
                      max={100}
                      step={0.1}
                      required
                      defaultValue={Number((rules.sampleShare * 100).toFixed(2))}
                      {...describedBy('sample-share', { fault: fault('sampleShare') })}
                    />
                  </Field>
                )}
              </div>
            </div>
          ))}
        </RadioGroup>
        <p className="mt-3 max-w-prose text-[0.8125rem] text-muted-foreground">
          Never given by whoever handed the case in or decided it first; the server refuses them.
        </p>
      </fieldset>
      <Field
        id="reason-length"
        label="Fewest characters of a reason"
        hint="A reason is always asked for."
        fault={fault('reasonLength')}
        className="max-w-60"
      >
        <Input
          id="reason-length"
          name="reasonLength"
          type="number"
          min={1}
          max={500}
          required
          defaultValue={rules.reasonLength}
          {...describedBy('reason-length', { hint: true, fault: fault('reasonLength') })}
        />
      </Field>
      <div className="grid grid-cols-[auto_1fr] gap-x-2.5">
        <Checkbox
          id="exhibit-required"
          name="exhibitRequired"
          defaultChecked={rules.exhibitRequired}
          className="mt-0.5"
        />
        <Label htmlFor="exhibit-required" className="min-h-6">
          A decision has to cite an exhibit: a place in the media that it rests on
        </Label>
      </div>
    </>
  )
}

/** What is wrong with their numbers, by field, as the server would say too; null where nothing is. */
export function ruleFaults({ sampleShare, reasonLength }: ReturnType<typeof rulesIn>): Record<string, string[]> | null {
  const faults = {
    ...(sampleShare > 0 && sampleShare <= 1 ? {} : { sampleShare: ['enter a number over 0, up to 100'] }),
    ...(Number.isInteger(reasonLength) && reasonLength >= 1 && reasonLength <= 500
      ? {}
      : { reasonLength: ['enter a whole number, from 1 to 500'] }),
  }
  return Object.keys(faults).length > 0 ? faults : null
}

/** The rules that a form with these fields holds. */
export function rulesIn(data: FormData): Omit<PolicyRules, 'actions'> {
  const share = data.get('sampleShare')
  return {
    fourEyes: choices.find((one) => one === data.get('fourEyes')) ?? 'never',
    sampleShare: share === null ? 0.1 : Number(share) / 100,
    reasonLength: Number(data.get('reasonLength') ?? 1),
    exhibitRequired: data.has('exhibitRequired'),
  }
}
