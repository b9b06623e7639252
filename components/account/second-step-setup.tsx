'use client'

import { CopyButton } from '@/components/settings/copy-button'
import { Refusal } from '@/components/shell/refusal'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button } from '@/components/ui/button'
import { describedBy, Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ActionResult } from '@/lib/http/server-action'
import { FocusHere } from './focus-here'
import { QrCode } from './qr-code'
import { groupedSecret } from './second-step-words'

export interface Begun {
  secret: string
  /** What the QR code holds. */
  address: string
}

export type ConfirmSecondStep = (input: { code: string }) => Promise<ActionResult<{ recoveryCodes: string[] }>>

interface SecondStepSetupProps {
  begun: Begun
  confirm: ConfirmSecondStep
  onConfirmed(recoveryCodes: string[]): void
  onCancel(): void
}

const id = 'second-step-code'

/** The new secret, as a QR code and as text, and where its first code is typed. */
export function SecondStepSetup({ begun, confirm, onConfirmed, onCancel }: SecondStepSetupProps) {
  const { form, pending, message, fault } = useActionForm(
    async (data) => {
      const code = String(data.get('code') ?? '').trim()
      if (code) return confirm({ code })
      return { ok: false, message: '', fields: { code: ['enter the six digits that the app shows'] } }
    },
    ({ recoveryCodes }) => onConfirmed(recoveryCodes),
  )
  return (
    <FocusHere label="Set up your second step">
      <ol className="grid list-decimal gap-5 pl-5 text-sm">
        <li>
          <p>Scan this with an authenticator app, on your phone or in your password manager.</p>
          <div className="mt-3 grid justify-items-start gap-3">
            <QrCode text={begun.address} label="QR code with the secret for an authenticator app" />
            <div className="grid gap-1">
              <p className="text-[0.8125rem] text-muted-foreground">
                Nothing to scan with? Type this secret into the app:
              </p>
              <div className="flex flex-wrap items-center gap-2">
                <code data-testid="second-step-secret" className="rounded-md border bg-muted px-3 py-1.5 break-all">
                  {groupedSecret(begun.secret)}
                </code>
                <CopyButton text={begun.secret} label="Copy the secret" worded />
              </div>
            </div>
          </div>
        </li>
        <li>
          <p>Type the code that the app shows now. Your second step is on from then on.</p>
          <form {...form} aria-label="First code" className="mt-3 grid max-w-sm gap-4">
            <Refusal message={message} />
            <Field id={id} label="Code" hint="Six digits." fault={fault('code')}>
              <Input
                id={id}
                name="code"
                required
                inputMode="numeric"
                autoComplete="one-time-code"
                maxLength={64}
                placeholder="123 456"
                className="font-mono tabular-nums"
                {...describedBy(id, { hint: true, fault: fault('code') })}
              />
            </Field>
            <div className="flex flex-wrap gap-2">
              <Button type="submit" aria-disabled={pending}>
                {pending ? 'Checking…' : 'Turn it on'}
              </Button>
              <Button variant="outline" onClick={onCancel}>
                Cancel
              </Button>
            </div>
          </form>
        </li>
      </ol>
    </FocusHere>
  )
}
