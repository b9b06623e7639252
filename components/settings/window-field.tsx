'use client'

import type { ReactNode } from 'react'
import { describedBy, Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/native-select'
import { type WindowUnit, windowUnits } from '@/lib/retention/retention-rules'

/** A window as it is typed. */
export interface TypedWindow {
  amount: string
  unit: WindowUnit
}

/** Its minutes; not a number where none is typed. */
export function minutesOf({ amount, unit }: TypedWindow): number {
  const typed = amount.trim()
  return /^\d{1,6}$/.test(typed) ? Number(typed) * windowUnits[unit] : Number.NaN
}

interface WindowFieldProps {
  id: string
  label: string
  hint: ReactNode
  fault: string | undefined
  value: TypedWindow
  disabled: boolean
  onChange(value: TypedWindow): void
}

/** A stretch of time: a number and its unit. */
export function WindowField({ id, label, hint, fault, value, disabled, onChange }: WindowFieldProps) {
  return (
    <Field id={id} label={label} hint={hint} fault={fault}>
      <div className="flex gap-2">
        <Input
          id={id}
          inputMode="numeric"
          autoComplete="off"
          value={value.amount}
          disabled={disabled}
          onChange={(event) => onChange({ ...value, amount: event.target.value })}
          className="w-24 tabular-nums"
          {...describedBy(id, { hint: true, fault })}
        />
        <NativeSelect
          aria-label={`${label}: unit`}
          value={value.unit}
          disabled={disabled}
          onChange={(event) => onChange({ ...value, unit: event.target.value as WindowUnit })}
          className="w-32"
        >
          {(Object.keys(windowUnits) as WindowUnit[]).map((unit) => (
            <option key={unit} value={unit}>
              {unit}
            </option>
          ))}
        </NativeSelect>
      </div>
    </Field>
  )
}
