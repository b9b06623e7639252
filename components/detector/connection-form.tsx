'use client'

import { useState } from 'react'
import { toast } from 'sonner'
import { Refusal } from '@/components/shell/refusal'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button } from '@/components/ui/button'
import type { DetectorUse } from '@/lib/detect/detectors/detector'
import type { ActionResult } from '@/lib/http/server-action'
import { ConnectionFields, type ConnectionOwner } from './connection-fields'
import { ConnectionTest, type TestConnectionAction } from './connection-test'
import { currentWords } from './detector-words'
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
  const [use, setUse] = useState(usedNow)
  const [owner, setOwner] = useState<ConnectionOwner>(ownUrl === null && instanceHost !== null ? 'instance' : 'team')
  const [url, setUrl] = useState(ownUrl ?? '')
  const [key, setKey] = useState('')
  // What was kept meanwhile, by this form or by somebody else, is what stands in it.
  const kept = `${usedNow} ${ownUrl}`
  const [seen, setSeen] = useState(kept)
  if (seen !== kept) {
    setSeen(kept)
    setUse(usedNow)
    setUrl(ownUrl ?? '')
    setOwner(ownUrl === null && instanceHost !== null ? 'instance' : 'team')
  }
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
        <UseChoice value={use} host={host} onChange={setUse} />
        <ConnectionFields
          {...{ owner, url, keyKept, instanceHost, fault }}
          keyTyped={key}
          onOwner={setOwner}
          onUrl={setUrl}
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

function underWayWarning(underWay: number): string {
  const [runs, they] =
    underWay === 1 ? ['One detection is', 'it'] : [`${underWay.toLocaleString('en')} detections are`, 'they']
  return `${runs} under way over the present connection: with another account ${they} could not be asked about any more.`
}

function hostOf(url: string): string | null {
  return URL.canParse(url.trim()) ? new URL(url.trim()).host || null : null
}
