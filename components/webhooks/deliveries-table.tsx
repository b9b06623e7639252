import type { Route } from 'next'
import Link from 'next/link'
import { Fragment } from 'react'
import { AttemptList } from '@/components/callbacks/attempt-list'
import { CallbackStatusMark } from '@/components/callbacks/callback-status'
import { type SendAgain, SendAgainButton } from '@/components/callbacks/send-again-button'
import { TimeAgo } from '@/components/shell/time-ago'
import { Card } from '@/components/ui/card'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { ListedDelivery } from '@/lib/webhooks/list-deliveries'
import { webhookEventNames } from '@/lib/webhooks/webhook-events'

interface DeliveriesTableProps {
  deliveries: ListedDelivery[]
  receiver: string
  now: Date
  /** Absent for those who may only look, and while the webhook is paused. */
  sendAgain?: SendAgain<{ deliveryId: string }> | undefined
}

/** A webhook's delivery log: what it was told, where that stands, and every try. */
export function DeliveriesTable({ deliveries, receiver, now, sendAgain }: DeliveriesTableProps) {
  return (
    <Card>
      <Table label="Deliveries">
        <TableHeader>
          <TableRow>
            <TableHead>Told of</TableHead>
            <TableHead>State</TableHead>
            <TableHead className="hidden md:table-cell">Since</TableHead>
            {sendAgain ? (
              <TableHead>
                <span className="sr-only">Send again</span>
              </TableHead>
            ) : null}
          </TableRow>
        </TableHeader>
        <TableBody>
          {deliveries.map((delivery) => (
            <Fragment key={delivery.deliveryId}>
              <TableRow className="border-0">
                <TableCell className="pb-0 align-top">
                  <Subject delivery={delivery} />
                </TableCell>
                <TableCell className="pb-0 align-top">
                  <CallbackStatusMark callback={delivery} now={now} />
                </TableCell>
                <TableCell className="hidden pb-0 align-top whitespace-nowrap text-muted-foreground md:table-cell">
                  <TimeAgo at={delivery.createdAt} now={now} />
                </TableCell>
                {sendAgain ? (
                  <TableCell className="pb-0 text-right align-top">
                    {delivery.endedAt ? (
                      <SendAgainButton
                        input={{ deliveryId: delivery.deliveryId }}
                        receiver={receiver}
                        sendAgain={sendAgain}
                      />
                    ) : null}
                  </TableCell>
                ) : null}
              </TableRow>
              <TableRow>
                <TableCell colSpan={sendAgain ? 4 : 3} className="pt-1">
                  <AttemptList attempts={delivery.attempts} />
                </TableCell>
              </TableRow>
            </Fragment>
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}

/** What it tells of, and of which case. */
function Subject({ delivery: { event, caseNumber } }: { delivery: ListedDelivery }) {
  const named = Object.entries(webhookEventNames).find(([one]) => one === event)
  return (
    <>
      <span className="font-medium">{named?.[1].name ?? event}</span>
      {caseNumber === null ? null : (
        <Link
          href={`/cases/${caseNumber}` as Route}
          className="block w-fit py-0.5 whitespace-nowrap text-primary underline decoration-primary/40 underline-offset-4 hover:decoration-primary"
        >
          Case #{caseNumber}
        </Link>
      )}
    </>
  )
}
