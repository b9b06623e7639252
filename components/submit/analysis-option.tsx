import type { ReactNode } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'

interface OptionProps {
  id: string
  checked: boolean
  onChange(checked: boolean): void
  label: string
  hint: string
  children?: ReactNode
}

/** A box to tick with its name, what it does, and what more is asked once it is ticked. */
export function Option({ id, checked, onChange, label, hint, children }: OptionProps) {
  return (
    <div className="grid grid-cols-[auto_1fr] gap-x-2.5 gap-y-2">
      <Checkbox
        id={id}
        checked={checked}
        onCheckedChange={(to) => onChange(to === true)}
        aria-describedby={`${id}-hint`}
        className="mt-0.5"
      />
      <div>
        <Label htmlFor={id} className="min-h-6">
          {label}
        </Label>
        <p id={`${id}-hint`} className="text-[0.8125rem] text-muted-foreground">
          {hint}
        </p>
      </div>
      {children ? <div className="col-start-2">{children}</div> : null}
    </div>
  )
}

interface SecondsProps {
  id: string
  value: string
  onChange(value: string): void
}

/** A short field for a number of seconds. */
export function Seconds({ id, value, onChange, ...props }: SecondsProps) {
  return (
    <Input
      id={id}
      inputMode="decimal"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className="h-8 w-16 tabular-nums"
      {...props}
    />
  )
}
