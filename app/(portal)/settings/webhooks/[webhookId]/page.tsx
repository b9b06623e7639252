import { Send } from 'lucide-react'
import type { Metadata, Route } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { statusNames } from '@/components/callbacks/callback-words'
import { LogPages } from '@/components/callbacks/log-pages'
import { LogTabs } from '@/components/callbacks/log-tabs'
import { ReplaceSecret } from '@/components/callbacks/replace-secret'
import { EmptyState } from '@/components/shell/empty-state'
import { Page } from '@/components/shell/page'
import { PermissionDenied } from '@/components/shell/permission-denied'
import { ChangeWebhookForm } from '@/components/webhooks/change-webhook'
import { DeliveriesTable } from '@/components/webhooks/deliveries-table'
import { RemoveWebhookButton } from '@/components/webhooks/remove-webhook'
import { WebhookActs } from '@/components/webhooks/webhook-acts'
import { readDeliveryFilter, webhookHref, webhooksHref } from '@/components/webhooks/webhook-places'
import { WebhookState } from '@/components/webhooks/webhook-state'
import { authorisePage, requireMember } from '@/lib/access/session'
import { now } from '@/lib/clock'
import { listDeliveries } from '@/lib/webhooks/list-deliveries'
import { listWebhooks } from '@/lib/webhooks/list-webhooks'
import { deliveryStatuses } from '@/lib/webhooks/webhook-events'
import * as actions from '../actions'

export const metadata: Metadata = { title: 'Webhook' }

interface WebhookPageProps {
  params: Promise<{ webhookId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function WebhookPage({ params, searchParams }: WebhookPageProps) {
  const { webhookId } = await params
  const filter = readDeliveryFilter(await searchParams)
  const member = await requireMember(webhookHref(webhookId, filter))
  if (!authorisePage(member, 'webhook.read')) {
    return <PermissionDenied title="Webhook" permission="webhook.read" role={member.role} />
  }
  const [webhook] = z.uuid().safeParse(webhookId).success ? await listWebhooks(member, { webhookId }) : []
  if (!webhook) notFound()
  const { rows, more } = await listDeliveries(member, { webhookId, ...filter })
  const { receiver, url, events, pausedAt } = webhook
  const at = (status: typeof filter.status, before: string | null = null) => webhookHref(webhookId, { status, before })
  return (
    <Page
      title={<span className="break-all">{receiver}</span>}
      description={
        <Link href={webhooksHref as Route} className="text-primary underline underline-offset-4">
          All webhooks
        </Link>
      }
      actions={
        url === null ? null : (
          <>
            <WebhookActs
              webhookId={webhookId}
              paused={pausedAt !== null}
              pause={actions.pauseWebhookAction}
              test={actions.testWebhookAction}
            />
            <ReplaceSecret
              replaceSecret={actions.replaceWebhookSecretAction}
              input={{ webhookId }}
              question="From the next try on, what is sent here is signed with a new secret. A receiver that checks signatures refuses it until it is given the new one."
            />
          </>
        )
      }
    >
      <WebhookState webhook={webhook} />
      <section aria-labelledby="log-heading" className="mt-6">
        <h2 id="log-heading" className="mb-2 text-base font-semibold tracking-tight">
          Delivery log
        </h2>
        <LogTabs
          label="Deliveries by state"
          choices={[
            { name: 'All', href: at(null), current: filter.status === null },
            ...deliveryStatuses.map((status) => ({
              name: statusNames[status],
              href: at(status),
              current: filter.status === status,
            })),
          ]}
        />
        {rows.length > 0 ? (
          <DeliveriesTable
            deliveries={rows}
            receiver={receiver}
            now={now()}
            sendAgain={url === null || pausedAt ? undefined : actions.redriveDeliveryAction}
          />
        ) : (
          <EmptyState
            icon={Send}
            title={filter.status || filter.before ? 'Nothing is in this state' : 'Nothing was to be told yet'}
          >
            {url === null ? null : 'A test shows whether the receiver takes what is sent, and can check its signature.'}
          </EmptyState>
        )}
        <LogPages
          newest={filter.before === null ? null : at(filter.status)}
          older={more ? at(filter.status, rows.at(-1)?.deliveryId ?? null) : null}
        />
      </section>
      {url === null ? null : (
        <>
          <section aria-labelledby="change-heading" className="mt-10 max-w-xl">
            <h2 id="change-heading" className="mb-3 text-base font-semibold tracking-tight">
              Address and events
            </h2>
            <ChangeWebhookForm
              key={webhookId}
              webhookId={webhookId}
              draft={{ url, events }}
              change={actions.changeWebhookAction}
            />
          </section>
          <div className="mt-10 border-t pt-4">
            <RemoveWebhookButton webhookId={webhookId} receiver={receiver} remove={actions.removeWebhookAction} />
          </div>
        </>
      )}
    </Page>
  )
}
