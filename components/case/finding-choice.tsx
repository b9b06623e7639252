'use client'

import { cn } from '@/components/ui/cn'
import type { Finding } from '@/lib/audit/events'
import { findingNames, findings } from '@/lib/cases/case-states'

interface FindingChoiceProps {
  value: Finding | null
  onChange(finding: Finding): void
  fault: string | undefined
  disabled: boolean
}

/** The findings as one group of radio buttons, each with its meaning and its key. None is chosen beforehand. */
export function FindingChoice({ value, onChange, fault, disabled }: FindingChoiceProps) {
  return (
    <fieldset disabled={disabled} aria-describedby={fault ? 'finding-fault' : undefined} className="grid gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">Finding</legend>
      {findings.map((finding, index) => (
        <div
          key={finding}
          className={cn(
            'relative flex items-start gap-2.5 rounded-md border px-3 py-2 has-checked:border-primary has-checked:bg-accent',
            'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring',
          )}
        >
          <input
            type="radio"
            id={`finding-${finding}`}
            name="finding"
            value={finding}
            checked={value === finding}
            onChange={() => onChange(finding)}
            aria-describedby={`means-${finding}`}
            aria-invalid={fault && index === 0 ? true : undefined}
            className="relative z-10 mt-0.5 size-4 shrink-0 accent-primary outline-none"
          />
          <div className="min-w-0 flex-1 text-sm leading-5">
            <label htmlFor={`finding-${finding}`} className="cursor-pointer font-medium after:absolute after:inset-0">
              {findingNames[finding].name}
            </label>
            <p id={`means-${finding}`} className="text-[0.8125rem] leading-4.5 text-muted-foreground">
              {findingNames[finding].means}
            </p>
          </div>
          <kbd
            aria-hidden
            className="rounded-sm border bg-muted px-1.5 font-mono text-xs leading-5 text-muted-foreground"
          >
            {index + 1}
          </kbd>
        </div>
      ))}
      {fault && (
        <p id="finding-fault" className="text-[0.8125rem] font-medium text-destructive">
          {fault}
        </p>
      )}
    </fieldset>
  )
}
