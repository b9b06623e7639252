'use client'

import { AskFirst } from '@/components/settings/ask-first'
import { Button } from '@/components/ui/button'
import type { ActionResult } from '@/lib/http/server-action'

export type RemoveConnectionAction = (input: Record<string, never>) => Promise<ActionResult<{ host: string | null }>>

interface RemoveConnectionProps {
  /** Whether an address and a key of the team's own are kept. */
  ownConnection: boolean
  instanceHost: string | null
  /** Detections that run over it. */
  underWay: number
  remove: RemoveConnectionAction
}

/** Forgets the team's own choice, and the key, after a question. */
export function RemoveConnection({ ownConnection, instanceHost, underWay, remove }: RemoveConnectionProps) {
  const what = ownConnection ? 'the team’s connection' : 'the team’s choice'
  const then =
    instanceHost === null
      ? 'New cases are then analysed by the built-in engine alone.'
      : `New cases then go where this server sends them by itself: to ${instanceHost}.`
  return (
    <section aria-labelledby="remove-heading" className="grid justify-items-start gap-3">
      <div>
        <h2 id="remove-heading" className="text-base font-semibold tracking-tight">
          Remove {what}
        </h2>
        <p className="mt-1 max-w-prose text-sm text-pretty text-muted-foreground">
          {then} {ownConnection && 'The key is forgotten.'}
        </p>
      </div>
      <AskFirst
        question={`Remove ${what}?`}
        means={
          <>
            {then} {ownConnection && 'The address and the key are forgotten; to connect again, the key is needed. '}
            {underWay > 0 && ownConnection && `${countWords(underWay)} over it and cannot be asked about any more.`}
          </>
        }
        says={['Remove it', 'Removing…']}
        act={() => remove({})}
        done={`Removed. ${then}`}
        unreachable="Docket could not be reached, so nothing was removed. Try again."
      >
        <Button variant="outline" className="text-destructive">
          Remove {what}
        </Button>
      </AskFirst>
    </section>
  )
}

function countWords(underWay: number): string {
  return underWay === 1 ? 'One detection runs' : `${underWay.toLocaleString('en')} detections run`
}
