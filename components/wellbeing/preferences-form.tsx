'use client'

import { toast } from 'sonner'
import { deskSettingNames } from '@/components/case/desk-words'
import { SavedMeanwhile } from '@/components/settings/saved-meanwhile'
import { useDraft } from '@/components/settings/use-draft'
import { Refusal } from '@/components/shell/refusal'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { NativeSelect } from '@/components/ui/native-select'
import { type DeskSettings, numberFault, type OwnPreferences } from '@/lib/desk/desk-rules'
import type { ActionResult } from '@/lib/http/server-action'
import { NumberField, numberIn } from './number-field'
import { viewingWords } from './switches'
import { durationWords } from './work-clock'

interface PreferencesFormProps {
  team: DeskSettings
  own: OwnPreferences
  save(own: OwnPreferences): Promise<ActionResult<unknown>>
}

const choices = ['blur', 'grey', 'mute', 'judgeFirst'] as const

const words: Record<(typeof choices)[number], { label: string; hint: string }> = {
  blur: { label: viewingWords.blur.name, hint: viewingWords.blur.does },
  grey: { label: viewingWords.grey.name, hint: viewingWords.grey.does },
  mute: { label: viewingWords.mute.name, hint: viewingWords.mute.does },
  judgeFirst: {
    label: 'First impression before the score',
    hint: 'Scores and evidence are shown once you have said what you think yourself.',
  },
}

/** One's own choices over the team's. */
export function PreferencesForm({ team, own, save }: PreferencesFormProps) {
  const typed = {
    ...own,
    dailyBudget: own.dailyBudget?.toString() ?? '',
    breakAfter: own.breakAfter?.toString() ?? '',
  }
  const { draft, change, clashes } = useDraft<typeof typed>(typed, (one) => ({ ...one, ...minutesIn(one) }))
  const { form, pending, message, fault } = useActionForm(
    async () => {
      const minutes = minutesIn(draft)
      const fields = faultsIn(minutes)
      if (fields) return { ok: false, message: '', fields }
      return save({ ...draft, ...minutes })
    },
    () => toast.success('Kept. It holds from now on.'),
  )
  return (
    <form {...form} className="grid gap-5 rounded-lg border bg-card p-5 shadow-xs">
      <Refusal message={message} />
      <SavedMeanwhile clashes={clashes.map((name) => ({ name: deskSettingNames[name], kept: keptWords(own[name]) }))} />
      {choices.map((name) => (
        <Field key={name} id={`own-${name}`} label={words[name].label} hint={words[name].hint}>
          <div className="max-w-72">
            <NativeSelect
              id={`own-${name}`}
              aria-describedby={`own-${name}-hint`}
              value={String(draft[name])}
              onChange={(event) => change({ [name]: choiceIn(event.target.value) })}
            >
              <option value="null">As your team has it ({team[name] ? 'on' : 'off'})</option>
              <option value="true">On</option>
              <option value="false">Off</option>
            </NativeSelect>
          </div>
        </Field>
      ))}
      <NumberField
        id="own-dailyBudget"
        label="Daily limit"
        hint={`After so much time with open media in one day (UTC) no next case is offered. Empty: as your team has it (${team.dailyBudget === null ? 'no limit' : durationWords(team.dailyBudget * 60)}).`}
        unit="minutes"
        fault={fault('dailyBudget')}
        value={draft.dailyBudget}
        disabled={false}
        onChange={(dailyBudget) => change({ dailyBudget })}
      />
      <NumberField
        id="own-breakAfter"
        label="Propose a break"
        hint={`After so much time with open media at a stretch. Empty: as your team has it (${team.breakAfter === null ? 'never' : `after ${durationWords(team.breakAfter * 60)}`}).`}
        unit="minutes"
        fault={fault('breakAfter')}
        value={draft.breakAfter}
        disabled={false}
        onChange={(breakAfter) => change({ breakAfter })}
      />
      <div className="border-t pt-5">
        <Button type="submit" aria-disabled={pending}>
          {pending ? 'Saving…' : 'Save'}
        </Button>
      </div>
    </form>
  )
}

function keptWords(value: boolean | number | null): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  return value === null ? 'as your team has it' : `${value} minutes`
}

interface Minutes<T> {
  dailyBudget: T
  breakAfter: T
}

function minutesIn({ dailyBudget, breakAfter }: Minutes<string>): Minutes<number | null> {
  return { dailyBudget: numberIn(dailyBudget), breakAfter: numberIn(breakAfter) }
}

/** What is wrong with them, by name; null where nothing is. */
function faultsIn(minutes: Minutes<number | null>): Record<string, string[]> | null {
  const names = ['dailyBudget', 'breakAfter'] as const
  const wrong = names.flatMap((name) => {
    const says = numberFault(name, minutes[name])
    return says ? [[name, [says]]] : []
  })
  return wrong.length > 0 ? Object.fromEntries(wrong) : null
}

function choiceIn(value: string): boolean | null {
  return value === 'null' ? null : value === 'true'
}
