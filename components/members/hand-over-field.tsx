'use client'

import { describedBy, Field } from '@/components/ui/field'
import { NativeSelect } from '@/components/ui/native-select'
import type { Choosable } from './member-actions'
import { casesWords } from './member-words'

interface HandOverFieldProps {
  /** How many cases they hold. */
  claims: number
  /** Who may get them. */
  colleagues: Choosable[]
  fault: string | undefined
}

/** The form field `claimsTo`: who gets the cases of somebody who goes. Nothing where they hold none. */
export function HandOverField({ claims, colleagues, fault }: HandOverFieldProps) {
  if (claims === 0) return null
  return (
    <Field
      id="claimsTo"
      label={`Who gets the ${casesWords(claims)} held`}
      hint="Escalated cases, and second looks that the person chosen may not give, go back to the queue."
      fault={fault}
    >
      <NativeSelect id="claimsTo" name="claimsTo" defaultValue="" {...describedBy('claimsTo', { hint: true, fault })}>
        <option value="">Back to the queue</option>
        {colleagues.map(({ memberId, name }) => (
          <option key={memberId} value={memberId}>
            {name}
          </option>
        ))}
      </NativeSelect>
    </Field>
  )
}

/** What was chosen; null: back into the queues. */
export function claimsToOf(data: FormData): string | null {
  return data.get('claimsTo')?.toString() || null
}
