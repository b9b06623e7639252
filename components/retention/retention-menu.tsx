'use client'

import { Eraser, Lock, LockOpen, type LucideIcon, MoreHorizontal, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'
import { actWords } from './act-words'
import type { Act, OfferedAct, RetentionActions } from './case-acts'
import { ReasonDialog } from './reason-dialog'

const icons: Record<Act, LucideIcon> = { purge: Trash2, erase: Eraser, hold: Lock, endHold: LockOpen }

interface RetentionMenuProps {
  caseId: string
  number: number
  offered: OfferedAct[]
  actions: RetentionActions
}

/** What may be done about a case's media, away from the buttons of every day. Nothing where nothing may be done. */
export function RetentionMenu({ caseId, number, offered, actions }: RetentionMenuProps) {
  const trigger = useRef<HTMLButtonElement>(null)
  const [act, setAct] = useState<Act | null>(null)
  // Kept while the dialog closes, so that its words do not change under the reader.
  const [last, setLast] = useState<Act>('purge')
  if (offered.length === 0) return null
  const choose = (chosen: Act) => {
    setLast(chosen)
    setAct(chosen)
  }
  const words = actWords[act ?? last]
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button ref={trigger} variant="ghost" size="icon-sm" aria-label="Retention of this case" title="Retention">
            <MoreHorizontal aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end" className="w-64">
          <DropdownMenuLabel>Retention of this case</DropdownMenuLabel>
          {offered.map(({ act, not }) => {
            const Icon = icons[act]
            return (
              <DropdownMenuItem
                key={act}
                disabled={not !== null}
                onSelect={() => choose(act)}
                className={act === 'purge' && not === null ? 'text-destructive' : undefined}
              >
                <Icon aria-hidden />
                <span>
                  {actWords[act].item}
                  {not && <span className="block text-xs">{not}</span>}
                </span>
              </DropdownMenuItem>
            )
          })}
        </DropdownMenuContent>
      </DropdownMenu>
      <ReasonDialog
        open={act !== null}
        setOpen={(open) => !open && setAct(null)}
        title={words.title(number)}
        description={words.description}
        reasonHint={words.reasonHint}
        submit={words.submit}
        busy={`${words.busy}…`}
        done={words.done(number)}
        destructive={words.final}
        {...(words.final && { typed: String(number) })}
        act={(reason) => actions[act ?? last]({ caseId, reason })}
        onCloseAutoFocus={(event) => {
          event.preventDefault()
          trigger.current?.focus()
        }}
      />
    </>
  )
}
