'use client'

import { Label } from '@/components/ui/label'
import { RadioGroup, RadioGroupItem } from '@/components/ui/radio-group'
import { type DetectorUse, detectorUses } from '@/lib/detect/detectors/detector'
import { choiceWords } from './detector-words'

interface UseChoiceProps {
  value: DetectorUse
  /** The API's host, where one is known. */
  host: string | null
  onChange(use: DetectorUse): void
}

/** The form field `use`: who decides the verdict, and where media goes. */
export function UseChoice({ value, host, onChange }: UseChoiceProps) {
  return (
    <fieldset>
      <legend id="use-legend" className="mb-2 text-sm font-medium">
        Cases are analysed by
      </legend>
      <RadioGroup
        name="use"
        value={value}
        onValueChange={(next) => onChange(detectorUses.find((one) => one === next) ?? 'builtin')}
        aria-labelledby="use-legend"
        className="gap-3"
      >
        {detectorUses.map((use) => {
          const { name, does, privacy } = choiceWords(use, host)
          return (
            <div key={use} className="grid grid-cols-[auto_1fr] gap-x-2.5">
              <RadioGroupItem id={`use-${use}`} value={use} aria-describedby={`use-${use}-does`} className="mt-0.5" />
              <div className="min-w-0">
                <Label htmlFor={`use-${use}`} className="min-h-6">
                  {name}
                </Label>
                <p
                  id={`use-${use}-does`}
                  className="max-w-prose text-[0.8125rem] text-muted-foreground [overflow-wrap:anywhere]"
                >
                  {does} <strong className="font-medium text-foreground">{privacy}</strong>
                </p>
              </div>
            </div>
          )
        })}
      </RadioGroup>
    </fieldset>
  )
}
