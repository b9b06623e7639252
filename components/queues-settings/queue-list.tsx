'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import { OrderList } from '@/components/settings/order-list'
import { turnedBack } from '@/components/shell/prove-then'
import { useStepUp } from '@/components/shell/step-up-context'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import type { ActionResult } from '@/lib/http/server-action'
import type { ListedQueue } from '@/lib/queues/list-queues'
import { orderingNames } from '@/lib/queues/priority'
import { ArchiveQueueButton, type OfQueue } from './archive-queue'
import { QueueDialog } from './queue-dialog'
import type { PolicyChoice, SaveQueue } from './queue-form'

export interface ShownQueue extends ListedQueue {
  /** Cases in it that wait, and that somebody works on. */
  waiting: number
  inWork: number
}

export type OrderQueues = (input: { queueIds: string[] }) => Promise<ActionResult<unknown>>

interface QueueListProps {
  queues: ShownQueue[]
  policies: PolicyChoice[]
  save: SaveQueue
  archive: OfQueue
  makeDefault: OfQueue
  order: OrderQueues
}

/** The team's queues in the order in which they are offered, each with what can be done with it. */
export function QueueList({ queues, policies, save, archive, makeDefault, order }: QueueListProps) {
  const [shown, setShown] = useState(queues)
  const [from, setFrom] = useState(queues)
  const provedThen = useStepUp()
  const [, start] = useTransition()
  // What came from the server since is what stands.
  if (from !== queues) {
    setFrom(queues)
    setShown(queues)
  }
  const run = (work: () => Promise<ActionResult<unknown>>, back: () => void, done?: string) =>
    start(async () => {
      const result = await provedThen(work).catch(() => null)
      if (result?.ok) {
        if (done) toast.success(done)
        return
      }
      back()
      if (!turnedBack(result))
        toast.error(result?.message ?? 'Docket could not be reached. Nothing was changed; try again.')
    })
  const put = (next: ShownQueue[]) => {
    setShown(next)
    run(
      () => order({ queueIds: next.map(({ id }) => id) }),
      () => setShown(queues),
    )
  }
  return (
    <OrderList label="Queues" items={shown} keyOf={({ id }) => id} nameOf={({ name }) => `“${name}”`} onMove={put}>
      {(queue) => (
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
          <div className="min-w-0">
            <h2 className="flex flex-wrap items-center gap-2 text-sm font-semibold break-words">
              <Link
                href={`/queue?queue=${queue.id}` as Route}
                className="py-0.5 text-primary underline underline-offset-4"
              >
                {queue.name}
              </Link>
              {queue.isDefault ? <Badge variant="info">Default</Badge> : null}
            </h2>
            {queue.description ? <p className="max-w-prose text-sm text-pretty">{queue.description}</p> : null}
            <p className="text-[0.8125rem] text-muted-foreground">
              {[
                orderingNames[queue.ordering].name,
                policyName(queue, policies),
                `${queue.waiting} waiting`,
                queue.inWork > 0 ? `${queue.inWork} in work` : null,
                queue.blur ? 'Media shielded' : null,
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {queue.isDefault ? (
              <p className="text-[0.8125rem] text-muted-foreground">Takes whatever no routing rule sends elsewhere.</p>
            ) : null}
          </div>
          <div className="flex flex-wrap gap-1">
            <QueueDialog draft={{ ...queue, queueId: queue.id }} policies={policies} save={save}>
              <Button variant="outline" size="sm" aria-label={`Change “${queue.name}”`}>
                Change
              </Button>
            </QueueDialog>
            {queue.isDefault ? null : (
              <>
                <Button
                  variant="ghost"
                  size="sm"
                  aria-label={`Make default: “${queue.name}”`}
                  onClick={() =>
                    run(
                      () => makeDefault({ queueId: queue.id }),
                      () => {},
                      `“${queue.name}” takes whatever no rule sends elsewhere.`,
                    )
                  }
                >
                  Make default
                </Button>
                <ArchiveQueueButton
                  queueId={queue.id}
                  name={queue.name}
                  open={queue.waiting + queue.inWork}
                  archive={archive}
                />
              </>
            )}
          </div>
        </div>
      )}
    </OrderList>
  )
}

function policyName({ policyId }: ShownQueue, policies: PolicyChoice[]): string | null {
  const policy = policies.find((one) => one.policyId === policyId)
  return policyId === null ? null : `Judged by “${policy?.name ?? 'an archived policy'}”`
}
