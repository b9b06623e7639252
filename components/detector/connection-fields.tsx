'use client'

import { describedBy, Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { RadioGroup, RadioGroupItem } from '@/components/ui/radio-group'

/** Whose connection is used: the team's own, or this server's. */
export type ConnectionOwner = 'team' | 'instance'

interface ConnectionFieldsProps {
  owner: ConnectionOwner
  url: string
  keyTyped: string
  keyKept: boolean
  instanceHost: string | null
  fault(field: string): string | undefined
  onOwner(owner: ConnectionOwner): void
  onUrl(url: string): void
  onKey(key: string): void
}

/** Which Detect API: this server's where it has one, or the team's own with its address and key. */
export function ConnectionFields(props: ConnectionFieldsProps) {
  const { owner, instanceHost, onOwner } = props
  return (
    <fieldset className="grid gap-4">
      <legend id="api-legend" className="mb-2 text-sm font-medium">
        The Detect API
      </legend>
      {instanceHost !== null && (
        <RadioGroup
          name="owner"
          value={owner}
          onValueChange={(next) => onOwner(next === 'instance' ? 'instance' : 'team')}
          aria-labelledby="api-legend"
        >
          <Choice value="instance" label={`This server’s connection, to ${instanceHost}`} />
          <Choice value="team" label="The team’s own connection" />
        </RadioGroup>
      )}
      {owner === 'team' && <OwnFields {...props} />}
    </fieldset>
  )
}

function Choice({ value, label }: { value: ConnectionOwner; label: string }) {
  return (
    <div className="flex items-center gap-2.5">
      <RadioGroupItem id={`owner-${value}`} value={value} />
      <Label htmlFor={`owner-${value}`} className="min-h-6 [overflow-wrap:anywhere]">
        {label}
      </Label>
    </div>
  )
}

function OwnFields({ url, keyTyped, keyKept, fault, onUrl, onKey }: ConnectionFieldsProps) {
  return (
    <div className="grid items-start gap-4 md:grid-cols-2">
      <Field
        id="api-url"
        label="Address"
        hint="Of the hosted API or of another Docket. “/api/v2” is added where it names no path."
        fault={fault('url')}
      >
        <Input
          id="api-url"
          name="url"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          maxLength={2048}
          placeholder="https://app.resemble.ai/api/v2"
          value={url}
          onChange={(event) => onUrl(event.currentTarget.value)}
          {...describedBy('api-url', { hint: true, fault: fault('url') })}
        />
      </Field>
      <Field
        id="api-key"
        label="Key"
        hint={
          keyKept
            ? 'A key is kept, encrypted, and never shown. Leave this empty to go on with it at the same address.'
            : 'It is kept encrypted and never shown again.'
        }
        fault={fault('key')}
      >
        <Input
          id="api-key"
          name="key"
          type="password"
          spellCheck={false}
          autoComplete="off"
          maxLength={1000}
          value={keyTyped}
          onChange={(event) => onKey(event.currentTarget.value)}
          {...describedBy('api-key', { hint: true, fault: fault('key') })}
        />
      </Field>
    </div>
  )
}
