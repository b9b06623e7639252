'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { toast } from 'sonner'
import { Refusal } from '@/components/shell/refusal'
import { useUnsaved } from '@/components/shell/unsaved'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button } from '@/components/ui/button'
import { type KeyAction, keyActions, keyNames } from '@/lib/desk/key-actions'
import { isFixed, type KeyMap, keyFaults, keyMapOf, ownKeysOf } from '@/lib/desk/key-rules'
import type { ActionResult } from '@/lib/http/server-action'
import { KeyCaps } from './key-caps'
import { keyGroups, otherKeys } from './key-groups'
import { KeyRow } from './key-row'

interface KeyboardFormProps {
  /** As kept. */
  own: Record<string, string>
  save(input: { keys: Record<string, string> }): Promise<ActionResult<unknown>>
}

const fixedKeys = [
  { keys: ['1', '–', '9'], does: 'Choose what has that number' },
  ...keyNames
    .filter((name) => isFixed(name) && !/^choice\d$/.test(name))
    .map((name) => ({ keys: [keyActions[name].key], does: keyActions[name].does })),
  ...otherKeys,
]

/** Everybody's own keys: one for each action, refused with a sentence where a key has two uses. */
export function KeyboardForm({ own, save }: KeyboardFormProps) {
  const router = useRouter()
  const [map, setMap] = useState<KeyMap>(() => keyMapOf(own))
  const { form, pending, message, fault } = useActionForm(
    () => save({ keys: ownKeysOf(map) as Record<string, string> }),
    () => {
      toast.success('Your keys are saved. They count in every browser you sign in with.')
      router.refresh()
    },
  )
  const faults = keyFaults(map)
  const wrong = Object.keys(faults).length
  const changed = JSON.stringify(ownKeysOf(map)) !== JSON.stringify(ownKeysOf(keyMapOf(own)))
  useUnsaved(changed)
  const choose = (action: KeyAction, key: string) => setMap((current) => ({ ...current, [action]: key }))
  return (
    <form {...form} className="grid gap-6">
      {keyGroups.map(({ name, actions }) => (
        <section key={name} aria-label={name} className="rounded-lg border bg-card px-4 py-4 shadow-xs sm:px-5">
          <h2 className="mb-1 text-base leading-6 font-semibold tracking-tight">{name}</h2>
          {actions
            .filter((action) => !isFixed(action))
            .map((action) => (
              <KeyRow
                key={action}
                action={action}
                chosen={map[action]}
                fault={faults[action] ?? fault(action)}
                disabled={pending}
                onChoose={(key) => choose(action, key)}
              />
            ))}
        </section>
      ))}
      <Refusal message={message} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" disabled={pending || !changed || wrong > 0}>
          {pending ? 'Saving' : 'Save the keys'}
        </Button>
        <Button type="button" variant="outline" disabled={pending} onClick={() => setMap(keyMapOf({}))}>
          All as usual
        </Button>
        <p aria-live="polite" className="text-sm text-muted-foreground">
          {wrong > 0
            ? `${wrong === 1 ? 'One key has' : `${wrong} keys have`} to be changed first.`
            : changed
              ? 'Not saved yet.'
              : ''}
        </p>
      </div>
      <section aria-label="The same for everybody" className="rounded-lg border bg-card px-4 py-4 shadow-xs sm:px-5">
        <h2 className="mb-1 text-base leading-6 font-semibold tracking-tight">The same for everybody</h2>
        <dl className="text-sm">
          {fixedKeys.map(({ keys, does }) => (
            <div key={does} className="flex items-center justify-between gap-4 border-b py-2 last:border-0">
              <dt>{does}</dt>
              <dd>
                <KeyCaps keys={keys} />
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </form>
  )
}
