import { Label } from '@/components/ui/label'
import { Switch } from '@/components/ui/switch'

interface SwitchFieldProps {
  id: string
  label: string
  hint: string
  checked: boolean
  disabled: boolean
  onChange(checked: boolean): void
}

/** A switch with its name beside and what it does below. */
export function SwitchField({ id, label, hint, checked, disabled, onChange }: SwitchFieldProps) {
  return (
    <div className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5">
      <Switch
        id={id}
        checked={checked}
        disabled={disabled}
        onCheckedChange={onChange}
        aria-describedby={`${id}-hint`}
        className="mt-0.5"
      />
      <Label htmlFor={id} className="min-h-6">
        {label}
      </Label>
      <p id={`${id}-hint`} className="col-start-2 max-w-prose text-[0.8125rem] text-pretty text-muted-foreground">
        {hint}
      </p>
    </div>
  )
}
