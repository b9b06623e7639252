'use client'

import { roleNames } from '@/components/shell/role-names'
import { Label } from '@/components/ui/label'
import { RadioGroup, RadioGroupItem } from '@/components/ui/radio-group'
import { type Role, roles } from '@/lib/access/actor'

/** The form field `role`: what each role is there for, moderator to begin with unless there is one. */
export function RoleChoice({ present = 'moderator' }: { present?: Role }) {
  return (
    <fieldset>
      <legend id="role-legend" className="mb-2 text-sm font-medium">
        Role
      </legend>
      <RadioGroup name="role" defaultValue={present} aria-labelledby="role-legend">
        {roles.map((role) => (
          <div key={role} className="grid grid-cols-[auto_1fr] gap-x-2.5">
            <RadioGroupItem
              id={`role-${role}`}
              value={role}
              aria-describedby={`role-${role}-does`}
              className="mt-0.5"
            />
            <div>
              <Label htmlFor={`role-${role}`} className="min-h-6">
                {roleNames[role].name}
              </Label>
              <p id={`role-${role}-does`} className="text-[0.8125rem] text-muted-foreground">
                {roleNames[role].does}
              </p>
            </div>
          </div>
        ))}
      </RadioGroup>
    </fieldset>
  )
}
