'use client'

import { AskFirst } from '@/components/settings/ask-first'
import { Button } from '@/components/ui/button'
import type { ActionResult } from '@/lib/http/server-action'

interface RemoveListProps {
  list: { id: string; name: string }
  remove(input: { listId: string }): Promise<ActionResult<unknown>>
}

/** Removes a list, once it was asked. */
export function RemoveList({ list, remove }: RemoveListProps) {
  return (
    <AskFirst
      question={`Remove the list “${list.name}”?`}
      means="Its entries are deleted and match nothing any more. What was matched with them before stays in the cases. It cannot be taken back; download it first if you may need it."
      says={['Remove it', 'Removing it…']}
      act={() => remove({ listId: list.id })}
      done="The list was removed."
    >
      <Button variant="outline" size="sm" aria-label={`Remove the list “${list.name}”`}>
        Remove
      </Button>
    </AskFirst>
  )
}
