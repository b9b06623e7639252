'use client'

import { toast } from 'sonner'
import { Refusal } from '@/components/shell/refusal'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Label } from '@/components/ui/label'
import type { ActionResult } from '@/lib/http/server-action'
import type { ListedQueue } from '@/lib/queues/list-queues'

interface OwnQueuesFormProps {
  queues: Pick<ListedQueue, 'id' | 'name' | 'description' | 'own'>[]
  save(input: { queueIds: string[] }): Promise<ActionResult<unknown>>
}

/** Which of the team's queues are one's own. */
export function OwnQueuesForm({ queues, save }: OwnQueuesFormProps) {
  const { form, pending, message, fault } = useActionForm(
    (given) => save({ queueIds: given.getAll('queueIds').map(String) }),
    () => toast.success('Kept. Your queues stand first from now on.'),
  )
  return (
    <form {...form} id="own-queues" className="grid scroll-mt-20 gap-4 rounded-lg border bg-card p-5 shadow-xs">
      <Refusal message={message ?? fault('queueIds') ?? null} />
      <fieldset className="grid gap-3" aria-describedby="own-queues-hint">
        <legend className="text-base font-semibold tracking-tight">Your queues</legend>
        <p id="own-queues-hint" className="max-w-prose text-sm text-pretty text-muted-foreground">
          They stand first on Home, in Queue and in Play. You can work in the others as before, and whoever sends you a
          case still can.
        </p>
        <ul className="grid gap-1 sm:grid-cols-2">
          {queues.map(({ id, name, description, own }) => (
            <li key={`${id} ${own}`} className="flex min-h-9 items-center gap-2.5">
              <Checkbox id={`own-queue-${id}`} name="queueIds" value={id} defaultChecked={own} />
              <Label htmlFor={`own-queue-${id}`} className="min-w-0 font-normal" title={description || undefined}>
                <span className="truncate">{name}</span>
              </Label>
            </li>
          ))}
        </ul>
      </fieldset>
      <div className="border-t pt-5">
        <Button type="submit" aria-disabled={pending}>
          {pending ? 'Saving…' : 'Save your queues'}
        </Button>
      </div>
    </form>
  )
}
