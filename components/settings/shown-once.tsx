'use client'

import { Label } from '@/components/ui/label'
import { CopyButton } from './copy-button'

interface ShownOnceProps {
  id: string
  /** What it is: "Key", "Signing secret". */
  label: string
  value: string
}

/** A secret that was just made and cannot be read again, to be copied. */
export function ShownOnce({ id, label, value }: ShownOnceProps) {
  return (
    <div className="grid gap-1.5">
      <Label htmlFor={id}>{label}</Label>
      <div className="flex flex-wrap gap-2 sm:flex-nowrap">
        <input
          id={id}
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
          className="h-9 w-full min-w-0 rounded-md border border-input bg-muted px-3 font-mono text-[0.8125rem]"
        />
        <CopyButton text={value} label={`Copy the ${label.charAt(0).toLowerCase()}${label.slice(1)}`} worded />
      </div>
    </div>
  )
}
