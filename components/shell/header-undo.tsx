'use client'

import { Undo2 } from 'lucide-react'
import { toast } from 'sonner'
import { countdown } from '@/components/case/countdown'
import { decisionToast } from '@/components/case/decision-toast'
import { restoreSent } from '@/components/case/drafts'
import { useAction } from '@/components/case/use-action'
import { KeyHint } from '@/components/keys/key-hint'
import { useShortcut } from '@/components/keys/key-map'
import { useKeys } from '@/components/keys/use-keys'
import { usePresent } from '@/components/retention/use-present'
import { cn } from '@/components/ui/cn'
import { findingNames } from '@/lib/cases/case-states'
import type { Undoable } from '@/lib/cases/list-undoable'
import type { ActionResult } from '@/lib/http/server-action'

export interface HeaderUndoProps {
  /** The reader's decisions in their window, the latest first. */
  undoable: Undoable[]
  /** The server's time when the list was made. */
  now: Date
  undo(input: { caseId: string; decisionId: string }): Promise<ActionResult<unknown>>
  /** `bar`: in the sidebar, with words where it is wide. `round`: in a phone's header. Only `bar` listens for the key. */
  look: 'bar' | 'round'
}

/** Takes back one's latest decision from any page while its grace window runs, with the time that is left. */
export function HeaderUndo(props: HeaderUndoProps) {
  // Nothing ticks where there is nothing to take back.
  return props.undoable.length > 0 ? <Latest {...props} /> : null
}

function Latest({ undoable, now, undo, look }: HeaderUndoProps) {
  const { pending, run } = useAction()
  const present = usePresent(now, 1000).getTime()
  const fresh = undoable.filter(({ undoUntil }) => undoUntil.getTime() > present)
  const [latest] = fresh
  const shortcut = useShortcut('undo')
  const takeBack = () => {
    if (!latest) return
    const { caseId, decisionId, number } = latest
    run(
      () => undo({ caseId, decisionId }),
      () => {
        restoreSent(decisionId)
        toast.dismiss(decisionToast(decisionId))
        toast.success(`The decision on case ${number} was taken back. It waits again, and nothing has left.`)
      },
    )
  }
  useKeys({ undo: look === 'bar' && latest && !pending ? takeBack : undefined })
  if (!latest) return null
  const left = countdown(latest.undoUntil.getTime() - present)
  const others = fresh.length - 1
  const finding = findingNames[latest.finding].name
  return (
    <div
      title={others > 0 ? `${others} more can be taken back on their pages.` : undefined}
      className={look === 'bar' ? bar : round}
    >
      <button
        type="button"
        aria-disabled={pending}
        aria-keyshortcuts={shortcut}
        onClick={takeBack}
        className={cn(
          'flex min-w-0 items-center gap-2.5 after:absolute after:inset-0 after:rounded-[inherit]',
          focusRing,
        )}
      >
        <Undo2 aria-hidden className="size-4.5 shrink-0" />
        <span className={look === 'bar' ? words : 'sr-only'}>Undo case {latest.number}</span>
        <span className="sr-only">: take back “{finding}”</span>
      </button>
      <span className="text-[0.6875rem] leading-4 tabular-nums lg:ml-auto lg:text-xs">
        <span className="sr-only">Time left: </span>
        {left}
      </span>
      {look === 'bar' && <KeyHint action="undo" className={wide} />}
    </div>
  )
}

const colours =
  'relative rounded-md border border-primary/40 bg-accent font-medium text-accent-foreground hover:border-primary'
const bar = cn(
  colours,
  'flex min-h-9 w-full flex-col items-center justify-center gap-0.5 px-1 py-1 text-sm lg:flex-row lg:gap-2 lg:px-2',
  'lg:group-data-[folded=true]/bar:flex-col lg:group-data-[folded=true]/bar:gap-0.5 lg:group-data-[folded=true]/bar:px-1',
)
const round = cn(colours, 'flex h-9 items-center gap-1.5 rounded-full px-3')
const words = 'truncate sr-only lg:not-sr-only lg:group-data-[folded=true]/bar:sr-only'
const wide = 'hidden lg:inline-grid lg:group-data-[folded=true]/bar:hidden'
const focusRing = 'outline-none focus-visible:after:outline-2 focus-visible:after:outline-ring'
