'use client'

import { KeyHint } from '@/components/keys/key-hint'
import { cn } from '@/components/ui/cn'
import type { Finding } from '@/lib/audit/events'
import { findingNames, findings } from '@/lib/cases/case-states'
import type { KeyAction } from '@/lib/desk/key-actions'
import { Disclosure } from './disclosure'

const choiceKeys: KeyAction[] = ['choice1', 'choice2', 'choice3', 'choice4', 'choice5', 'choice6']

interface FindingChoiceProps {
  /** Names the group in the form and begins its ids. */
  name?: string
  legend?: string
  value: Finding | null
  onChange(finding: Finding): void
  fault: string | undefined
  disabled: boolean
}

/** The findings as one group of radio buttons, each with its meaning and its key. None is chosen beforehand. */
export function FindingChoice(props: FindingChoiceProps) {
  const { name = 'finding', legend = 'Finding', value, onChange, fault, disabled } = props
  return (
    <fieldset disabled={disabled} aria-describedby={fault ? `${name}-fault` : undefined} className="grid gap-2">
      <legend className="mb-1.5 text-sm font-medium">{legend}</legend>
      <div className="grid grid-cols-1 gap-1.5 min-[22rem]:grid-cols-2">
        {findings.map((finding, index) => (
          <div
            key={finding}
            className={cn(
              'relative flex min-h-10 items-center gap-1.5 rounded-md border px-2 py-1.5 has-checked:border-primary has-checked:bg-accent',
              'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring',
            )}
          >
            <input
              type="radio"
              id={`${name}-${finding}`}
              name={name}
              value={finding}
              checked={value === finding}
              onChange={() => onChange(finding)}
              aria-describedby={`${name}-means-${finding}`}
              aria-invalid={fault && index === 0 ? true : undefined}
              className="radio relative z-10"
            />
            <label
              htmlFor={`${name}-${finding}`}
              className="min-w-0 flex-1 cursor-pointer text-sm leading-4.5 font-medium tracking-tight after:absolute after:inset-0"
            >
              {findingNames[finding].name}
            </label>
            <KeyHint action={choiceKeys[index] ?? 'choice1'} />
          </div>
        ))}
      </div>
      {value && <p className="text-[0.8125rem] leading-4.5 text-muted-foreground">{findingNames[value].means}</p>}
      {fault && (
        <p id={`${name}-fault`} className="text-[0.8125rem] font-medium text-destructive">
          {fault}
        </p>
      )}
      <Disclosure summary="What each means">
        <dl className="grid gap-1.5 text-[0.8125rem] leading-4.5">
          {findings.map((finding) => (
            <div key={finding}>
              <dt className="font-medium">{findingNames[finding].name}</dt>
              <dd id={`${name}-means-${finding}`} className="text-muted-foreground">
                {findingNames[finding].means}
              </dd>
            </div>
          ))}
        </dl>
      </Disclosure>
    </fieldset>
  )
}
