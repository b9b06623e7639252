'use client'

import { toast } from 'sonner'
import { Refusal } from '@/components/shell/refusal'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button } from '@/components/ui/button'
import type { RetentionRules } from '@/lib/audit/events'
import { undoSeconds } from '@/lib/cases/undo-window'
import type { ActionResult } from '@/lib/http/server-action'
import { longestWindow, splitWindow, windowInWords, windowUnits } from '@/lib/retention/retention-rules'
import { SavedMeanwhile } from './saved-meanwhile'
import { SwitchField } from './switch-field'
import { useDraft } from './use-draft'
import { minutesOf, type TypedWindow, WindowField } from './window-field'

interface RulesFormProps {
  rules: RetentionRules
  /** Absent: they may be read and not changed. */
  save: ((rules: RetentionRules) => Promise<ActionResult<RetentionRules>>) | undefined
}

/** The team's retention rules, to read and, for those who may, to change. */
export function RulesForm({ rules, save }: RulesFormProps) {
  const { draft, change, clashes } = useDraft(typedOf(rules), enteredIn)
  const entered = enteredIn(draft)
  const { form, pending, message, fault } = useActionForm(
    async () => (save ? (checked(entered) ?? (await save(entered))) : readOnly),
    () => toast.success('Kept. It holds for what is handed in from now on.'),
  )
  const disabled = save === undefined
  return (
    <form {...form} className="grid gap-6 rounded-lg border bg-card p-5 shadow-xs">
      <Refusal message={message} />
      <SavedMeanwhile clashes={clashes.map((name) => ({ name: ruleNames[name], kept: keptWords(rules[name]) }))} />
      <fieldset className="grid gap-4">
        <legend className="mb-3 text-base font-semibold tracking-tight">Handed in on the portal</legend>
        <SwitchField
          id="portal-default"
          label="Begin with zero retention"
          hint="The switch on Submit is on at first. Whoever hands something in can switch it off."
          checked={draft.portalDefault || draft.portalRule}
          disabled={disabled || draft.portalRule}
          onChange={(portalDefault) => change({ portalDefault })}
        />
        <SwitchField
          id="portal-rule"
          label="Rule: keep nothing that is handed in here"
          hint="Nobody can switch it off on Submit, and this server refuses what comes without it. The sample cases are not affected."
          checked={draft.portalRule}
          disabled={disabled}
          onChange={(portalRule) => change({ portalRule })}
        />
        <WindowField
          id="portal-window"
          label="May be looked at for"
          hint={`From the hand-in, decided or not; once it is decided, at most ${undoSeconds / 60} minutes more, for a decision can be taken back. With 0: only until its analysis has ended.`}
          fault={fault('portalWindow')}
          value={draft.portalWindow}
          disabled={disabled}
          onChange={(portalWindow) => change({ portalWindow })}
        />
      </fieldset>
      <fieldset className="grid gap-4 border-t pt-5">
        <legend className="sr-only">Handed in over the API</legend>
        <p aria-hidden className="text-base font-semibold tracking-tight">
          Handed in over the API
        </p>
        <p className="max-w-prose text-sm text-pretty text-muted-foreground">
          Zero retention is asked for by each request itself (<code className="font-mono">zero_retention_mode</code>);
          no default or rule is applied there.
        </p>
        <WindowField
          id="api-window"
          label="May be looked at by your team for"
          hint="From the hand-in. With 0, as programs expect it: only until the analysis, and what was asked for beside it, has ended. Answers of the API never show it."
          fault={fault('apiWindow')}
          value={draft.apiWindow}
          disabled={disabled}
          onChange={(apiWindow) => change({ apiWindow })}
        />
      </fieldset>
      <fieldset className="grid gap-4 border-t pt-5">
        <legend className="sr-only">After the deletion</legend>
        <p aria-hidden className="text-base font-semibold tracking-tight">
          After the deletion
        </p>
        <SwitchField
          id="keep-seen-hash"
          label="Keep a keyed hash, to know the same file when it comes again"
          hint="What that can reveal: who has the same file and hands it in to your team learns that it was here before, in which case and when, and whoever runs this server can test any file they have. A copy of the database alone does not tell, and a changed file is not recognised. Switched off, the hashes that were kept are deleted."
          checked={draft.keepSeenHash}
          disabled={disabled}
          onChange={(keepSeenHash) => change({ keepSeenHash })}
        />
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

type Typed = Omit<RetentionRules, 'portalWindow' | 'apiWindow'> & Record<'portalWindow' | 'apiWindow', TypedWindow>

function typedOf(rules: RetentionRules): Typed {
  return { ...rules, portalWindow: typed(rules.portalWindow), apiWindow: typed(rules.apiWindow) }
}

function enteredIn(typed: Typed): RetentionRules {
  return { ...typed, portalWindow: minutesOf(typed.portalWindow), apiWindow: minutesOf(typed.apiWindow) }
}

const ruleNames: Record<keyof RetentionRules, string> = {
  portalDefault: 'Begin with zero retention',
  portalRule: 'Rule for what is handed in here',
  portalWindow: 'Window on the portal',
  apiWindow: 'Window over the API',
  keepSeenHash: 'Keep a keyed hash',
}

function keptWords(value: boolean | number): string {
  if (typeof value === 'number') return windowInWords(value)
  return value ? 'on' : 'off'
}

function typed(minutes: number): TypedWindow {
  // One day is said in hours, as everywhere.
  if (minutes === windowUnits.days) return { amount: '24', unit: 'hours' }
  const { amount, unit } = splitWindow(minutes)
  return { amount: String(amount), unit }
}

const readOnly: ActionResult<RetentionRules> = { ok: false, message: 'Only admins of the team can change this.' }

/** What the server would say too, in terms of what was typed. */
function checked({
  portalWindow,
  apiWindow,
}: RetentionRules): Extract<ActionResult<RetentionRules>, { ok: false }> | null {
  const fields = Object.fromEntries(
    Object.entries({ portalWindow, apiWindow }).flatMap(([name, minutes]) => {
      const fits = Number.isInteger(minutes) && minutes <= longestWindow
      return fits ? [] : [[name, [`enter a whole number, from 0 to ${windowInWords(longestWindow)}`]]]
    }),
  )
  return Object.keys(fields).length > 0 ? { ok: false, message: '', fields } : null
}
