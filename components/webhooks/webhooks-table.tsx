import type { Route } from 'next'
import Link from 'next/link'
import { TimeAgo } from '@/components/shell/time-ago'
import { Card } from '@/components/ui/card'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { ListedWebhook } from '@/lib/webhooks/list-webhooks'
import { webhookEventNames } from '@/lib/webhooks/webhook-events'
import { webhookHref } from './webhook-places'
import { WebhookState } from './webhook-state'

/** The team's webhooks: where each goes, what it is told of, and whether that arrives. */
export function WebhooksTable({ webhooks, now }: { webhooks: ListedWebhook[]; now: Date }) {
  return (
    <Card>
      <Table label="Webhooks">
        <TableHeader>
          <TableRow>
            <TableHead>Receiver</TableHead>
            <TableHead>State</TableHead>
            <TableHead className="hidden sm:table-cell">Told of</TableHead>
            <TableHead className="hidden md:table-cell">Made</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {webhooks.map((webhook) => (
            <TableRow key={webhook.webhookId}>
              <TableCell className="align-top">
                <Link
                  href={webhookHref(webhook.webhookId) as Route}
                  className="inline-block py-0.5 font-medium break-all text-primary underline underline-offset-4"
                >
                  {webhook.receiver}
                </Link>
              </TableCell>
              <TableCell className="align-top">
                <WebhookState webhook={webhook} />
              </TableCell>
              <TableCell className="hidden align-top sm:table-cell">
                {webhook.events.map((event) => webhookEventNames[event].name).join(', ')}
              </TableCell>
              <TableCell className="hidden align-top whitespace-nowrap text-muted-foreground md:table-cell">
                <TimeAgo at={webhook.createdAt} now={now} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}
