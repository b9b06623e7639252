import { useId } from 'react'
import type { PinChoice } from '@/components/media/pinning'

interface PinChoicesProps {
  choices: PinChoice[]
  /** Index of the chosen one. */
  value: number
  onChange(index: number): void
}

/** What of the media is pinned, where there is more than one place to choose from. */
export function PinChoices({ choices, value, onChange }: PinChoicesProps) {
  const name = useId()
  if (choices.length === 1) return <p className="text-sm">{choices[0]?.says}</p>
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">What to pin</legend>
      {choices.map(({ says }, index) => (
        <label key={says} className="flex min-h-6 items-center gap-2 text-sm">
          <input
            type="radio"
            name={name}
            checked={value === index}
            onChange={() => onChange(index)}
            className="radio"
          />
          {says}
        </label>
      ))}
    </fieldset>
  )
}
