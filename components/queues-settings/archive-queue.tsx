'use client'

import { AskFirst } from '@/components/settings/ask-first'
import { Button } from '@/components/ui/button'
import type { ActionResult } from '@/lib/http/server-action'

export type OfQueue = (input: { queueId: string }) => Promise<ActionResult<unknown>>

interface ArchiveQueueProps {
  queueId: string
  name: string
  /** How many cases in it are not decided yet. */
  open: number
  archive: OfQueue
}

/** Gives a queue up, after a question. */
export function ArchiveQueueButton({ queueId, name, open, archive }: ArchiveQueueProps) {
  return (
    <AskFirst
      question={`Archive the queue “${name}”?`}
      means={archiveWords(open)}
      says={['Archive it', 'Archiving…']}
      act={() => archive({ queueId })}
      done={`The queue “${name}” is archived.`}
    >
      <Button variant="ghost" size="sm" className="text-destructive" aria-label={`Archive “${name}”`}>
        Archive
      </Button>
    </AskFirst>
  )
}

/** What becomes of its cases. */
export function archiveWords(waiting: number): string {
  const goes =
    waiting === 0
      ? 'No case waits in it.'
      : waiting === 1
        ? 'The case in it goes where the routing rules send it.'
        : `The ${waiting} cases in it go where the routing rules send them.`
  return `${goes} The queue is offered to nobody any more and cannot be brought back.`
}
