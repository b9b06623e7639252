import { Webhook } from 'lucide-react'
import type { Metadata } from 'next'
import { EmptyState } from '@/components/shell/empty-state'
import { Page } from '@/components/shell/page'
import { PermissionDenied } from '@/components/shell/permission-denied'
import { NewWebhook } from '@/components/webhooks/new-webhook'
import { Receiving } from '@/components/webhooks/receiving'
import { webhooksHref } from '@/components/webhooks/webhook-places'
import { WebhooksTable } from '@/components/webhooks/webhooks-table'
import { may } from '@/lib/access/permissions'
import { authorisePage, requireMember } from '@/lib/access/session'
import { now } from '@/lib/clock'
import { listWebhooks } from '@/lib/webhooks/list-webhooks'
import { createWebhookAction } from './actions'

export const metadata: Metadata = { title: 'Webhooks' }

export default async function WebhooksPage() {
  const member = await requireMember(webhooksHref)
  if (!authorisePage(member, 'webhook.read')) {
    return <PermissionDenied title="Webhooks" permission="webhook.read" role={member.role} />
  }
  const webhooks = await listWebhooks(member, {})
  const create = may(member, 'webhook.manage') ? <NewWebhook createWebhook={createWebhookAction} /> : null
  return (
    <Page
      title="Webhooks"
      description="Programs that are told of decisions, once nobody can take them back any more."
      actions={create}
    >
      {webhooks.length > 0 ? (
        <WebhooksTable webhooks={webhooks} now={now()} />
      ) : (
        <EmptyState icon={Webhook} title="Nobody is told of decisions yet">
          {create
            ? 'Make a webhook for each program that has to act on them: to hide what was found synthetic, for example.'
            : 'An admin can make a webhook for each program that has to act on them.'}
        </EmptyState>
      )}
      <Receiving />
    </Page>
  )
}
