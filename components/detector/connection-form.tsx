'use client'

import { useState } from 'react'
import { toast } from 'sonner'
import { addressMeant } from '@/components/settings/merge-draft'
import { SavedMeanwhile } from '@/components/settings/saved-meanwhile'
import { useDraft } from '@/components/settings/use-draft'
import { Refusal } from '@/components/shell/refusal'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button } from '@/components/ui/button'
import type { DetectorUse } from '@/lib/detect/detectors/detector'
import type { ActionResult } from '@/lib/http/server-action'
import { ConnectionFields, type ConnectionOwner } from './connection-fields'
import { ConnectionTest, type TestConnectionAction } from './connection-test'
import { choiceWords, currentWords } from './detector-words'
import { UseChoice } from './use-choice'

/** What is typed: null where the kept key, or this server's connection, is meant. */
export interface TypedConnection {
  url: string | null
  key: string | null
}

export type SaveConnection = (
  input: TypedConnection & { use: DetectorUse },
) => Promise<ActionResult<{ host: string | null }>>

interface ConnectionFormProps {
  use: DetectorUse
  ownUrl: string | null
  /** Whether a key is kept that still opens. */
  keyKept: boolean
  instanceHost: string | null
  /** Detections that run over the present connection. */
  underWay: number
  save: SaveConnection
  test: TestConnectionAction
}

/** Chooses the detector and connects an API. What is typed can be tested before it is kept. */
export function ConnectionForm(props: ConnectionFormProps) {
  const { use: usedNow, ownUrl, keyKept, instanceHost, underWay, save, test } = props
  const saved: Entered = {
    use: usedNow,
    url: ownUrl ?? '',
    owner: ownUrl === null && instanceHost !== null ? 'instance' : 'team',
  }
  const { draft, change, clashes } = useDraft(saved, (one) => ({ ...one, url: addressMeant(one.url) }))
  const { use, url, owner } = draft
  const [key, setKey] = useState('')
  const typed: TypedConnection = {
    url: owner === 'instance' ? null : url.trim() || (use === 'builtin' || instanceHost === null ? null : ''),
    key: owner === 'team' && key.trim() !== '' ? key : null,
  }
  const { form, pending, message, fault } = useActionForm(
    () => save({ use, ...typed }),
    ({ host }) => {
      setKey('')
      toast.success(`Kept. ${currentWords(use, host)}`)
    },
  )
  const host = owner === 'instance' ? instanceHost : hostOf(url)
  return (
    <section aria-labelledby="change-heading" className="grid gap-3">
      <h2 id="change-heading" className="text-base font-semibold tracking-tight">
        Change it
      </h2>
      <form {...form} className="grid gap-6 rounded-lg border bg-card p-5 shadow-xs">
        <Refusal message={message} />
        <SavedMeanwhile clashes={clashes.map((name) => keptOf(name, saved, host))} />
        <UseChoice value={use} host={host} onChange={(to) => change({ use: to })} />
        <ConnectionFields
          {...{ owner, url, keyKept, instanceHost, fault }}
          keyTyped={key}
          onOwner={(to) => change({ owner: to })}
          onUrl={(to) => change({ url: to })}
          onKey={setKey}
        />
        <div className="grid max-w-prose gap-2 text-[0.8125rem] text-pretty text-muted-foreground">
          {use !== 'builtin' && (
            <p>
              Media handed in with zero retention goes there too, without its name and with the request to delete it
              once it is analysed.
            </p>
          )}
          <p>New cases follow this choice. {underWay > 0 && underWayWarning(underWay)}</p>
        </div>
        <div className="grid gap-4 border-t pt-5">
          <ConnectionTest
            test={() => test(typed)}
            host={host}
            subject={`${owner} ${url} ${key}`}
            saveButton={
              <Button type="submit" aria-disabled={pending}>
                {pending ? 'Saving…' : 'Save'}
              </Button>
            }
          />
        </div>
      </form>
    </section>
  )
}

type Entered = { use: DetectorUse; url: string; owner: ConnectionOwner }

function keptOf(name: keyof Entered, { use, url, owner }: Entered, host: string | null) {
  if (name === 'use') return { name: 'Cases are analysed by', kept: choiceWords(use, host).name }
  if (name === 'url') return { name: 'Address', kept: url || 'none' }
  return { name: 'Connection', kept: owner === 'team' ? 'the team’s own' : 'this server’s' }
}

function underWayWarning(underWay: number): string {
  const [runs, they] =
    underWay === 1 ? ['One detection is', 'it'] : [`${underWay.toLocaleString('en')} detections are`, 'they']
  return `${runs} under way over the present connection: with another account ${they} could not be asked about any more.`
}

function hostOf(url: string): string | null {
  return URL.canParse(url.trim()) ? new URL(url.trim()).host || null : null
}
