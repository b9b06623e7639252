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
  /** That it is as the team has it, or what the team has; null: nothing to say. */
  note?: string | null
  children?: ReactNode
}

/** A box to tick with its name, what it does, and what more is asked once it is ticked. */
export function Option({ id, checked, onChange, label, hint, note = null, children }: OptionProps) {
  return (
    <div className="grid grid-cols-[auto_1fr] gap-x-2.5 gap-y-2">
      <Checkbox
        id={id}
        checked={checked}
        onCheckedChange={(to) => onChange(to === true)}
        aria-describedby={hintIds(id, note)}
        className="mt-0.5"
      />
      <div>
        <Label htmlFor={id} className="min-h-6">
          {label}
        </Label>
        <OptionHint id={id} hint={hint} note={note} />
      </div>
      {children ? <div className="col-start-2">{children}</div> : null}
    </div>
  )
}

/** What an option does and costs, and how the team has it; a field points to it by `hintIds`. */
export function OptionHint({ id, hint, note }: { id: string; hint: string; note: string | null }) {
  return (
    <>
      <p id={`${id}-hint`} className="max-w-prose text-[0.8125rem] text-pretty text-muted-foreground">
        {hint}
      </p>
      {note ? (
        <p id={`${id}-team`} className="text-[0.8125rem] font-medium">
          {note}
        </p>
      ) : null}
    </>
  )
}

/** What describes a field of that id; `more`: as well. */
export function hintIds(id: string, note: string | null, more?: string): string {
  return [`${id}-hint`, note && `${id}-team`, more].filter(Boolean).join(' ')
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
