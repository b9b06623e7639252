import { Plus } from 'lucide-react'
import type { Metadata, Route } from 'next'
import Link from 'next/link'
import { QueueDialog } from '@/components/queues-settings/queue-dialog'
import { QueueList } from '@/components/queues-settings/queue-list'
import { Page } from '@/components/shell/page'
import { PermissionDenied } from '@/components/shell/permission-denied'
import { Button } from '@/components/ui/button'
import { authorisePage, requireMember } from '@/lib/access/session'
import { listPolicies } from '@/lib/policies/list-policies'
import { countQueues } from '@/lib/queues/count-queues'
import { listQueues } from '@/lib/queues/list-queues'
import * as actions from './actions'

export const metadata: Metadata = { title: 'Queues' }

export default async function QueuesPage() {
  const member = await requireMember('/settings/queues')
  if (!authorisePage(member, 'queue.manage')) {
    return <PermissionDenied title="Queues" permission="queue.manage" role={member.role} />
  }
  const [queues, counts, listed] = await Promise.all([
    listQueues(member, {}),
    countQueues(member, {}),
    listPolicies(member, {}),
  ])
  const policies = listed
    .filter(({ archivedAt }) => archivedAt === null)
    .map(({ policyId, name }) => ({ policyId, name }))
  const shown = queues.map((queue) => {
    const states = counts.find(({ queueId }) => queueId === queue.id)?.states
    return { ...queue, waiting: states?.waiting ?? 0, inWork: states?.claimed ?? 0 }
  })
  return (
    <Page
      title="Queues"
      description={
        <>
          Lines of cases that people work through, in the order in which they are offered. Which cases go where is said
          by the{' '}
          <Link href={'/settings/routing' as Route} className="text-primary underline underline-offset-4">
            routing rules
          </Link>
          .
        </>
      }
      actions={
        <QueueDialog
          draft={{ queueId: null, name: '', description: '', ordering: 'deadline', policyId: null, blur: false }}
          policies={policies}
          save={actions.saveQueueAction}
        >
          <Button>
            <Plus aria-hidden />
            New queue
          </Button>
        </QueueDialog>
      }
    >
      <QueueList
        queues={shown}
        policies={policies}
        save={actions.saveQueueAction}
        archive={actions.archiveQueueAction}
        makeDefault={actions.makeDefaultAction}
        order={actions.orderQueuesAction}
      />
    </Page>
  )
}
