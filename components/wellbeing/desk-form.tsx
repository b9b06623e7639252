'use client'

import type { ReactNode } from 'react'
import { toast } from 'sonner'
import { deskSettingNames } from '@/components/case/desk-words'
import { SavedMeanwhile } from '@/components/settings/saved-meanwhile'
import { SwitchField } from '@/components/settings/switch-field'
import { useDraft } from '@/components/settings/use-draft'
import { Refusal } from '@/components/shell/refusal'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button } from '@/components/ui/button'
import { type DeskNumber, type DeskSettings, deskLimits, numberFault } from '@/lib/desk/desk-rules'
import type { ActionResult } from '@/lib/http/server-action'
import { NumberField, numberIn } from './number-field'

interface DeskFormProps {
  desk: DeskSettings
  /** Absent: it may be read and not changed. */
  save: ((desk: DeskSettings) => Promise<ActionResult<unknown>>) | undefined
}

type Typed = Omit<DeskSettings, DeskNumber> & Record<DeskNumber, string>

const typedOf = (desk: DeskSettings): Record<DeskNumber, string> => ({
  dailyBudget: desk.dailyBudget?.toString() ?? '',
  breakAfter: desk.breakAfter?.toString() ?? '',
  claimSeconds: String(desk.claimSeconds),
  graceSeconds: String(desk.graceSeconds),
})

/** How the desk works for everybody in the team, to read and, for those who may, to change. */
export function DeskForm({ desk, save }: DeskFormProps) {
  const { draft: typed, change, clashes } = useDraft<Typed>({ ...desk, ...typedOf(desk) }, entered)
  const { form, pending, message, fault } = useActionForm(
    async () => (save ? (checked(typed) ?? (await save(entered(typed)))) : readOnly),
    () => toast.success('Kept. It holds from the next page everybody opens.'),
  )
  const disabled = save === undefined
  const flag = (name: 'blur' | 'grey' | 'mute' | 'judgeFirst', label: string, hint: string) => (
    <SwitchField
      id={`desk-${name}`}
      label={label}
      hint={hint}
      checked={typed[name]}
      disabled={disabled}
      onChange={(on) => change({ [name]: on })}
    />
  )
  const number = (name: DeskNumber, label: string, hint: string) => (
    <NumberField
      id={`desk-${name}`}
      label={label}
      hint={hint}
      unit={deskLimits[name].unit}
      fault={fault(name)}
      value={typed[name]}
      disabled={disabled}
      onChange={(value) => change({ [name]: value })}
    />
  )
  return (
    <form {...form} className="grid gap-6 rounded-lg border bg-card p-5 shadow-xs">
      <Refusal message={message} />
      <SavedMeanwhile
        clashes={clashes.map((name) => ({ name: deskSettingNames[name], kept: keptWords(desk[name]) }))}
      />
      <Part title="How media is met">
        <p className="max-w-prose text-sm text-pretty text-muted-foreground">
          Where everybody begins. Each person can choose otherwise for themselves, and turn each switch for the case
          they are at.
        </p>
        {flag('blur', 'Blur', 'Pictures and video, small ones in lists too. Lifting a blur is written into the trail.')}
        {flag('grey', 'Grey', 'Pictures and video without colour.')}
        {flag('mute', 'Mute', 'Sound and video begin without sound.')}
      </Part>
      <Part title="Time with media">
        {number(
          'dailyBudget',
          'Daily limit',
          'After so much time with open media in one day (UTC) no next case is offered. Empty: no limit. Each person can set their own.',
        )}
        {number(
          'breakAfter',
          'Propose a break after',
          'Time with open media without a rest of five minutes. Nobody has to take it. Empty: never.',
        )}
      </Part>
      <Part title="Deciding">
        {flag(
          'judgeFirst',
          'Ask for a first impression before the score is shown',
          'Scores, labels and evidence stay hidden until somebody has said what they think themselves. Each person can choose otherwise.',
        )}
        {number(
          'claimSeconds',
          'A case stays taken for',
          `Without a sign of life from the page it is open in, from ${deskLimits.claimSeconds.least} to ${deskLimits.claimSeconds.most}. Then others are offered it.`,
        )}
        {number(
          'graceSeconds',
          'A decision can be taken back for',
          `Before that nothing is sent to anybody, from ${deskLimits.graceSeconds.least} to ${deskLimits.graceSeconds.most}. With 0 nothing can be taken back.`,
        )}
      </Part>
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

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="grid gap-4 border-t pt-5 first-of-type:border-0 first-of-type:pt-0">
      <legend className="sr-only">{title}</legend>
      <p aria-hidden className="text-base font-semibold tracking-tight">
        {title}
      </p>
      {children}
    </fieldset>
  )
}

const readOnly: ActionResult<unknown> = { ok: false, message: 'Only admins of the team can change this.' }

function entered(typed: Typed): DeskSettings {
  return {
    ...typed,
    dailyBudget: numberIn(typed.dailyBudget),
    breakAfter: numberIn(typed.breakAfter),
    claimSeconds: numberIn(typed.claimSeconds) ?? 0,
    graceSeconds: numberIn(typed.graceSeconds) ?? 0,
  }
}

function keptWords(value: boolean | number | null): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  return value === null ? 'none' : String(value)
}

/** What the server would say too, in terms of what was typed. */
function checked(typed: Typed): Extract<ActionResult<unknown>, { ok: false }> | null {
  const fields = Object.fromEntries(
    (Object.keys(deskLimits) as DeskNumber[]).flatMap((name) => {
      const says = numberFault(name, numberIn(typed[name]))
      return says ? [[name, [says]]] : []
    }),
  )
  return Object.keys(fields).length > 0 ? { ok: false, message: '', fields } : null
}
