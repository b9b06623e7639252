'use client'

import { KeyHint } from '@/components/keys/key-hint'
import type { KeyAction } from '@/lib/desk/key-actions'
import type { GivenDecision } from './case-actions'
import { confidenceNames, confidences } from './decision-words'

/** After those of the findings. */
export const confidenceKeys = ['choice7', 'choice8', 'choice9'] as const satisfies KeyAction[]

interface DecisionConfidenceProps {
  value: GivenDecision['confidence']
  onChange(confidence: GivenDecision['confidence']): void
  fault: string | undefined
  disabled: boolean
}

/** How sure the person is, if they want to say it. */
export function DecisionConfidence({ value, onChange, fault, disabled }: DecisionConfidenceProps) {
  return (
    <fieldset disabled={disabled} aria-describedby={fault ? 'confidence-fault' : undefined} className="grid gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">
        Confidence <span className="font-normal text-muted-foreground">(if you want to say it)</span>
      </legend>
      <div className="grid grid-cols-[auto_auto_auto] gap-1.5">
        {confidences.map((one, index) => (
          <label
            key={one}
            className="flex min-h-9 cursor-pointer items-center gap-1.5 rounded-md border px-2 text-sm has-checked:border-primary has-checked:bg-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring"
          >
            <input
              type="radio"
              id={`confidence-${one}`}
              name="confidence"
              value={one}
              checked={value === one}
              onChange={() => onChange(one)}
              aria-invalid={fault && index === 0 ? true : undefined}
              className="radio"
            />
            {confidenceNames[one].name}
            <KeyHint action={confidenceKeys[index] ?? 'choice7'} className="ml-auto" />
          </label>
        ))}
      </div>
      {fault && (
        <p id="confidence-fault" className="text-[0.8125rem] font-medium text-destructive">
          {fault}
        </p>
      )}
    </fieldset>
  )
}
