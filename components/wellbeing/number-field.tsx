import { describedBy, Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

interface NumberFieldProps {
  id: string
  label: string
  hint: string
  unit: string
  fault: string | undefined
  value: string
  disabled: boolean
  onChange(value: string): void
}

/** A whole number as it is typed, with its unit beside it. */
export function NumberField({ id, label, hint, unit, fault, value, disabled, onChange }: NumberFieldProps) {
  return (
    <Field id={id} label={label} hint={hint} fault={fault}>
      <div className="flex items-center gap-2">
        <Input
          id={id}
          inputMode="numeric"
          autoComplete="off"
          value={value}
          disabled={disabled}
          onChange={(event) => onChange(event.target.value)}
          className="w-24 tabular-nums"
          {...describedBy(id, { hint: true, fault })}
        />
        <span aria-hidden className="text-sm text-muted-foreground">
          {unit}
        </span>
      </div>
    </Field>
  )
}

/** What was typed as a number: null where nothing is, not a number where it is none. */
export function numberIn(typed: string): number | null {
  const text = typed.trim()
  if (text === '') return null
  return /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
}
