import { Webhook } from 'lucide-react'
import type { Metadata, Route } from 'next'
import Link from 'next/link'
import { callbacksAddress, readCallbackFilter } from '@/components/callbacks/callback-filter'
import { CallbackPages } from '@/components/callbacks/callback-pages'
import { CallbackTabs } from '@/components/callbacks/callback-tabs'
import { CallbacksTable } from '@/components/callbacks/callbacks-table'
import { Signing } from '@/components/callbacks/signing'
import { EmptyState } from '@/components/shell/empty-state'
import { Page } from '@/components/shell/page'
import { PermissionDenied } from '@/components/shell/permission-denied'
import { Button } from '@/components/ui/button'
import { may } from '@/lib/access/permissions'
import { authorisePage, requireMember } from '@/lib/access/session'
import { listCallbacks } from '@/lib/callbacks/list-callbacks'
import { now } from '@/lib/clock'
import { replaceSecretAction, sendAgainAction } from './actions'

export const metadata: Metadata = { title: 'Callbacks' }

export default async function CallbacksPage({ searchParams }: PageProps<'/settings/callbacks'>) {
  const filter = readCallbackFilter(await searchParams)
  const member = await requireMember(callbacksAddress(filter))
  if (!authorisePage(member, 'callback.read')) {
    return <PermissionDenied title="Callbacks" permission="callback.read" role={member.role} />
  }
  const { rows, more } = await listCallbacks(member, filter)
  const manages = may(member, 'callback.manage')
  const narrowed = filter.status !== null || filter.before !== null
  return (
    <Page
      title="Callbacks"
      description="Outcomes that programs asked to be told of, and every try at telling them. What a receiver answers is not kept."
    >
      <CallbackTabs filter={filter} />
      {rows.length > 0 ? (
        <CallbacksTable callbacks={rows} now={now()} sendAgain={manages ? sendAgainAction : undefined} />
      ) : (
        <EmptyState
          icon={Webhook}
          title={narrowed ? 'No callback is in this state' : 'No callback was asked for yet'}
          actions={
            narrowed ? (
              <Button asChild variant="outline">
                <Link href={callbacksAddress({ status: null, before: null }) as Route}>Show all</Link>
              </Button>
            ) : null
          }
        >
          {narrowed
            ? null
            : 'A program asks for one by sending a callback_url with what it hands in over the Detect API.'}
        </EmptyState>
      )}
      <CallbackPages filter={filter} older={more ? (rows.at(-1)?.callbackId ?? null) : null} />
      <Signing replaceSecret={manages ? replaceSecretAction : undefined} />
    </Page>
  )
}
