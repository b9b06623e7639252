'use client'

import { Hand, LoaderCircle, Undo2, X } from 'lucide-react'
import { Refusal } from '@/components/shell/refusal'
import { Button } from '@/components/ui/button'
import type { DecideSame } from './bulk-actions'
import { BulkOutcome } from './bulk-outcome-view'
import { DecideManyDialog } from './decide-many-dialog'
import { MoveMenu, type MoveTarget } from './move-menu'
import type { ShownRow } from './shown-row'
import type { useBulk } from './use-bulk'

export interface BulkAbilities {
  claim: boolean
  decide: boolean
  /** Where cases can be moved to; null: not by this person. */
  move: MoveTarget[] | null
}

interface BulkBarProps {
  chosen: ShownRow[]
  clear(): void
  bulk: ReturnType<typeof useBulk>
  may: BulkAbilities
  now: Date
}

/** What can be done with the chosen cases, and what became of it; at the lower edge, so that it moves no row. */
export function BulkBar({ chosen, clear, bulk, may, now }: BulkBarProps) {
  const { pending, done, refusal } = bulk
  if (chosen.length === 0 && !done && !refusal) return null
  const n = chosen.length
  return (
    <section
      aria-label="Chosen cases"
      className="sticky z-20 mt-3 grid max-h-[60dvh] gap-3 overflow-y-auto rounded-lg border bg-popover px-4 py-3 text-popover-foreground shadow-lg max-md:fixed max-md:inset-x-3 max-md:bottom-17 md:bottom-4"
    >
      {done && <BulkOutcome done={done} pending={pending} takeBack={bulk.takeBack} dismiss={bulk.dismiss} now={now} />}
      <Refusal message={refusal} />
      {n > 0 && (
        <div className="flex flex-wrap items-center gap-2">
          <p role="status" className="mr-1 text-sm font-medium tabular-nums">
            {n === 1 ? '1 case chosen' : `${n} cases chosen`}
          </p>
          {pending && <LoaderCircle aria-label="Working" className="size-4 animate-spin" />}
          {may.claim && (
            <>
              <Button size="sm" variant="outline" aria-disabled={pending} onClick={() => bulk.claim(chosen)}>
                <Hand aria-hidden /> Take
              </Button>
              <Button size="sm" variant="outline" aria-disabled={pending} onClick={() => bulk.release(chosen)}>
                <Undo2 aria-hidden /> Give back
              </Button>
            </>
          )}
          {may.move && <MoveMenu targets={may.move} disabled={pending} move={(to) => bulk.move(chosen, to)} />}
          {may.decide && (
            <DecideManyDialog
              chosen={chosen}
              disabled={pending}
              policies={bulk.policies}
              decide={(same: DecideSame) => bulk.decide(chosen, same)}
            />
          )}
          <Button size="sm" variant="ghost" className="ml-auto" onClick={clear}>
            <X aria-hidden /> Choose none
          </Button>
        </div>
      )}
    </section>
  )
}
