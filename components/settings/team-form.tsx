'use client'

import Link from 'next/link'
import { toast } from 'sonner'
import { Refusal } from '@/components/shell/refusal'
import { useActionForm } from '@/components/shell/use-action-form'
import { fieldName, fieldWords } from '@/components/submit/field-words'
import { OptionFields } from '@/components/submit/option-fields'
import { draftOf, meantBy } from '@/components/submit/options-draft'
import { Button } from '@/components/ui/button'
import { describedBy, Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ActionResult } from '@/lib/http/server-action'
import type { SubmitDefaults } from '@/lib/teams/team-rules'
import { SavedMeanwhile } from './saved-meanwhile'
import { type TeamDraft, type TypedTeam, teamDraftOf } from './team-draft'
import { useDraft } from './use-draft'

interface TeamFormProps {
  name: string
  submitDefaults: SubmitDefaults
  /** Whether a Detect API analyses the team's cases: what only it does is offered with it alone. */
  elsewhere: boolean
  /** Absent: they may be read and not changed. */
  save: ((draft: TeamDraft) => Promise<ActionResult<unknown>>) | undefined
}

/** The team's name and what Submit begins with, to read and, for those who may, to change. */
export function TeamForm({ name, submitDefaults, elsewhere, save }: TeamFormProps) {
  const saved: TypedTeam = { name, ...draftOf(submitDefaults) }
  const { draft, change, clashes } = useDraft(saved, (typed) => ({ ...meantBy(typed), name: typed.name.trim() }))
  const wanted = teamDraftOf(draft)
  const faulty = 'fault' in wanted ? wanted.fault : undefined
  const { form, pending, message, fault } = useActionForm(
    async () => {
      if (!save) return readOnly
      if (draft.name.trim() === '') return nameless
      return 'fault' in wanted ? { ok: false, message: wanted.fault } : save(wanted)
    },
    () => toast.success('Kept.'),
  )
  const disabled = save === undefined
  const wrong = fault('name')
  return (
    <form {...form} className="grid gap-6 rounded-lg border bg-card p-5 shadow-xs">
      <Refusal message={message} />
      <SavedMeanwhile clashes={clashes.map((key) => keptOf(key, saved))} />
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
      <fieldset disabled={disabled} className="grid gap-4 border-t pt-5">
        <legend className="sr-only">What Submit begins with</legend>
        <div>
          <p aria-hidden className="text-base font-semibold tracking-tight">
            What Submit begins with
          </p>
          <p className="max-w-prose text-sm text-pretty text-muted-foreground">
            Whoever hands something in is told what their team’s default is, and can change it there. Requests over the
            API say for themselves what they ask for.
          </p>
        </div>
        <div className="max-w-prose">
          <OptionFields draft={draft} elsewhere={elsewhere} fault={faulty} onChange={change} />
        </div>
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

/** What somebody else has kept of a field that was changed here too. */
function keptOf(key: keyof TypedTeam, saved: TypedTeam): { name: string; kept: string } {
  if (key === 'name') return { name: 'Name', kept: `“${saved.name}”` }
  return { name: fieldName(key), kept: fieldWords(key, saved[key]) }
}

const readOnly: ActionResult<unknown> = { ok: false, message: 'Only admins of the team can change this.' }
const nameless: ActionResult<unknown> = {
  ok: false,
  message: 'Give the team a name.',
  fields: { name: ['give the team a name'] },
}
