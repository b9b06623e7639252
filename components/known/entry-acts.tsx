'use client'

import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import { turnedBack } from '@/components/shell/prove-then'
import { useStepUp } from '@/components/shell/step-up-context'
import { Button } from '@/components/ui/button'
import type { ActionResult } from '@/lib/http/server-action'
import type { KnownEntry } from '@/lib/known/list-known'
import { ReasonDialog } from './reason-dialog'

export type ChangeEntry = (input: {
  entryId: string
  to: 'confirmed' | 'refuted' | 'expired'
  reason?: string
}) => Promise<ActionResult<unknown>>

interface EntryActsProps {
  entry: Pick<KnownEntry, 'id' | 'label' | 'hash' | 'state'>
  /** It has ended. */
  over: boolean
  change: ChangeEntry
}

/** Confirms, refutes or ends an entry of a list. */
export function EntryActs({ entry, over, change }: EntryActsProps) {
  const [asks, setAsks] = useState(false)
  const provedThen = useStepUp()
  const [pending, start] = useTransition()
  const name = entry.label || entry.hash.slice(0, 8)
  const run = (to: 'confirmed' | 'expired', done: string) =>
    start(async () => {
      const result = await provedThen(() => change({ entryId: entry.id, to })).catch(() => null)
      if (result?.ok) toast.success(done)
      else if (!turnedBack(result))
        toast.error(result?.message ?? 'Docket could not be reached. Nothing was changed; try again.')
    })
  return (
    <div className="flex flex-wrap justify-end gap-2">
      {entry.state !== 'confirmed' && (
        <Button
          variant="outline"
          size="sm"
          disabled={pending}
          aria-label={`Confirm “${name}”`}
          onClick={() => run('confirmed', 'The entry is confirmed.')}
        >
          Confirm
        </Button>
      )}
      {entry.state !== 'refuted' && (
        <Button variant="outline" size="sm" aria-label={`Refute “${name}”`} onClick={() => setAsks(true)}>
          Refute
        </Button>
      )}
      {!over && (
        <Button
          variant="outline"
          size="sm"
          disabled={pending}
          aria-label={`End “${name}” now`}
          onClick={() => run('expired', 'The entry matches nothing from now on.')}
        >
          End now
        </Button>
      )}
      <ReasonDialog
        open={asks}
        onOpenChange={setAsks}
        title={`Refute “${name}”`}
        means="It matches nothing any more, in any case of the team. It stays in the list, and can be confirmed again."
        label="What is wrong with it"
        says={['Refute it', 'Refuting it…']}
        send={(reason) => change({ entryId: entry.id, to: 'refuted', reason })}
        done="The entry is refuted."
      />
    </div>
  )
}
