'use client'

import { useState } from 'react'
import { toast } from 'sonner'
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
  const [draft, setDraft] = useState(own)
  const [minutes, setMinutes] = useState(own.dailyBudget?.toString() ?? '')
  const kept = JSON.stringify(own)
  const [seen, setSeen] = useState(kept)
  if (seen !== kept) {
    setSeen(kept)
    setDraft(own)
    setMinutes(own.dailyBudget?.toString() ?? '')
  }
  const { form, pending, message, fault } = useActionForm(
    async () => {
      const dailyBudget = numberIn(minutes)
      const says = numberFault('dailyBudget', dailyBudget)
      if (says) return { ok: false, message: '', fields: { dailyBudget: [says] } }
      return save({ ...draft, dailyBudget })
    },
    () => toast.success('Kept. It holds from now on.'),
  )
  return (
    <form {...form} className="grid gap-5 rounded-lg border bg-card p-5 shadow-xs">
      <Refusal message={message} />
      {choices.map((name) => (
        <Field key={name} id={`own-${name}`} label={words[name].label} hint={words[name].hint}>
          <div className="max-w-72">
            <NativeSelect
              id={`own-${name}`}
              aria-describedby={`own-${name}-hint`}
              value={String(draft[name])}
              onChange={(event) => setDraft({ ...draft, [name]: choiceIn(event.target.value) })}
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
        value={minutes}
        disabled={false}
        onChange={setMinutes}
      />
      <div className="border-t pt-5">
        <Button type="submit" aria-disabled={pending}>
          {pending ? 'Saving…' : 'Save'}
        </Button>
      </div>
    </form>
  )
}

function choiceIn(value: string): boolean | null {
  return value === 'null' ? null : value === 'true'
}
