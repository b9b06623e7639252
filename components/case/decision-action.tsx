'use client'

import { describedBy, Field } from '@/components/ui/field'
import { NativeSelect } from '@/components/ui/native-select'
import type { PolicyInForce } from '@/lib/policies/policy-in-force'

interface DecisionActionProps {
  policy: PolicyInForce | null
  value: string | null
  onChange(action: string | null): void
  fault: string | undefined
  disabled: boolean
}

/** What is done about it under the policy: kept apart from what the media was found to be. Nothing where no policy names any. */
export function DecisionAction({ policy, value, onChange, fault, disabled }: DecisionActionProps) {
  if (!policy || policy.rules.actions.length === 0) return null
  const known = policy.rules.actions.some(({ code }) => code === value)
  return (
    <Field id="action" label="Action" hint="What the policy does about it, if anything." fault={fault}>
      <NativeSelect
        id="action"
        value={known && value ? value : ''}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value || null)}
        {...describedBy('action', { hint: true, fault })}
      >
        <option value="">None chosen</option>
        {policy.rules.actions.map(({ code, label }) => (
          <option key={code} value={code}>
            {label}
          </option>
        ))}
      </NativeSelect>
    </Field>
  )
}
