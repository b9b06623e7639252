import type { ReactNode } from 'react'
import { cn } from './cn'
import { Label } from './label'

interface FieldProps {
  /** The control's id; its hint has `{id}-hint`, its fault `{id}-fault`. */
  id: string
  label: ReactNode
  hint?: ReactNode
  fault?: string | undefined
  className?: string
  children: ReactNode
}

/** A label, a control, a hint below it and the sentence that says what is wrong. See `describedBy` for the control. */
export function Field({ id, label, hint, fault, className, children }: FieldProps) {
  return (
    <div data-slot="field" className={cn('grid gap-1.5', className)}>
      <Label htmlFor={id}>{label}</Label>
      {children}
      {hint ? (
        <p id={`${id}-hint`} className="text-[0.8125rem] text-muted-foreground">
          {hint}
        </p>
      ) : null}
      {fault ? (
        <p id={`${id}-fault`} className="text-[0.8125rem] font-medium text-destructive">
          {fault}
        </p>
      ) : null}
    </div>
  )
}

/** The attributes that tie a control to its hint and fault. */
export function describedBy(id: string, { hint, fault }: { hint?: boolean; fault?: string | undefined }) {
  const ids = [hint ? `${id}-hint` : '', fault ? `${id}-fault` : ''].filter(Boolean).join(' ')
  return { ...(ids ? { 'aria-describedby': ids } : {}), ...(fault ? { 'aria-invalid': true as const } : {}) }
}
