'use client'

import Link from 'next/link'
import { toast } from 'sonner'
import { Refusal } from '@/components/shell/refusal'
import { useActionForm } from '@/components/shell/use-action-form'
import { submitOptions } from '@/components/submit/submit-options'
import { Button } from '@/components/ui/button'
import { describedBy, Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ActionResult } from '@/lib/http/server-action'
import { begunWith, type SubmitDefaults } from '@/lib/teams/team-rules'
import { SavedMeanwhile } from './saved-meanwhile'
import { SwitchField } from './switch-field'
import { useDraft } from './use-draft'

export interface TeamDraft {
  name: string
  submitDefaults: Record<keyof SubmitDefaults, boolean>
}

interface TeamFormProps {
  name: string
  submitDefaults: SubmitDefaults
  /** Absent: they may be read and not changed. */
  save: ((draft: TeamDraft) => Promise<ActionResult<unknown>>) | undefined
}

/** The team's name and what Submit begins with, to read and, for those who may, to change. */
export function TeamForm({ name, submitDefaults, save }: TeamFormProps) {
  const saved = { name, ...begunWith(submitDefaults) }
  const { draft, change, clashes } = useDraft(saved)
  const { form, pending, message, fault } = useActionForm(
    async () => {
      if (!save) return readOnly
      const { name: typed, ...options } = draft
      const wanted = typed.trim()
      return wanted === '' ? nameless : save({ name: wanted, submitDefaults: options })
    },
    () => toast.success('Kept.'),
  )
  const disabled = save === undefined
  const wrong = fault('name')
  return (
    <form {...form} className="grid gap-6 rounded-lg border bg-card p-5 shadow-xs">
      <Refusal message={message} />
      <SavedMeanwhile clashes={clashes.map((key) => ({ name: labelOf(key), kept: keptWords(saved[key]) }))} />
      <Field
        id="team-name"
        label="Name"
        hint="Everybody in the team sees it. No other team on this Docket may have it."
        fault={wrong}
        className="max-w-md"
      >
        <Input
          id="team-name"
          name="name"
          required
          autoComplete="off"
          maxLength={80}
          value={draft.name}
          readOnly={disabled}
          onChange={(event) => change({ name: event.target.value })}
          {...describedBy('team-name', { hint: true, fault: wrong })}
        />
      </Field>
      <fieldset className="grid gap-4 border-t pt-5">
        <legend className="sr-only">What Submit begins with</legend>
        <div>
          <p aria-hidden className="text-base font-semibold tracking-tight">
            What Submit begins with
          </p>
          <p className="max-w-prose text-sm text-pretty text-muted-foreground">
            Whoever hands something in can change it there. Requests over the API say for themselves what they ask for.
          </p>
        </div>
        {submitOptions.map((option) => (
          <SwitchField
            key={option.name}
            id={`default-${option.name}`}
            label={option.label}
            hint={option.hint}
            checked={draft[option.name]}
            disabled={disabled}
            onChange={(to) => change({ [option.name]: to })}
          />
        ))}
        <p className="max-w-prose text-sm text-pretty text-muted-foreground">
          Whether media that is handed in here is kept at all stands in the{' '}
          <Link href="/settings/retention" className="underline underline-offset-4">
            retention rules
          </Link>
          .
        </p>
      </fieldset>
      <div className="border-t pt-5">
        {save ? (
          <Button type="submit" aria-disabled={pending}>
            {pending ? 'Saving…' : 'Save'}
          </Button>
        ) : (
          <p className="text-sm text-muted-foreground">Admins of the team can change this.</p>
        )}
      </div>
    </form>
  )
}

function labelOf(key: string): string {
  return submitOptions.find(({ name }) => name === key)?.label ?? 'Name'
}

function keptWords(value: string | boolean): string {
  return typeof value === 'string' ? `“${value}”` : value ? 'on' : 'off'
}

const readOnly: ActionResult<unknown> = { ok: false, message: 'Only admins of the team can change this.' }
const nameless: ActionResult<unknown> = {
  ok: false,
  message: 'Give the team a name.',
  fields: { name: ['give the team a name'] },
}
