'use client'

import { Checkbox } from '@/components/ui/checkbox'
import { Label } from '@/components/ui/label'

interface ChoiceBoxesProps {
  legend: string
  /** Of the fields. */
  name: string
  choices: readonly { value: string; label: string }[]
  chosen: readonly string[] | undefined
}

/** Some of a few: none ticked means that it does not matter. */
export function ChoiceBoxes({ legend, name, choices, chosen = [] }: ChoiceBoxesProps) {
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{legend}</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-1.5">
        {choices.map(({ value, label }) => {
          const id = `${name}-${value.replaceAll(/\W+/g, '-')}`
          return (
            <div key={value} className="flex items-center gap-2">
              <Checkbox id={id} name={name} value={value} defaultChecked={chosen.includes(value)} />
              <Label htmlFor={id} className="min-h-6 font-normal">
                {label}
              </Label>
            </div>
          )
        })}
      </div>
    </fieldset>
  )
}
