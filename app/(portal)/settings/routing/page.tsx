import type { Metadata, Route } from 'next'
import Link from 'next/link'
import { RoutingDesk } from '@/components/routing/routing-desk'
import { begunRule } from '@/components/routing/rule-draft'
import { Page } from '@/components/shell/page'
import { PermissionDenied } from '@/components/shell/permission-denied'
import { authorisePage, requireMember } from '@/lib/access/session'
import { listPolicies } from '@/lib/policies/list-policies'
import { listQueues } from '@/lib/queues/list-queues'
import { listRules } from '@/lib/queues/list-rules'
import { setRoutingAction, whatIfAction } from './actions'

export const metadata: Metadata = { title: 'Routing' }

interface RoutingPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function RoutingPage({ searchParams }: RoutingPageProps) {
  const { rule } = await searchParams
  const begun = begunRule(rule)
  const back = begun && typeof rule === 'string' ? `?${new URLSearchParams({ rule })}` : ''
  const member = await requireMember(`/settings/routing${back}`)
  if (!authorisePage(member, 'queue.manage')) {
    return <PermissionDenied title="Routing" permission="queue.manage" role={member.role} />
  }
  const [rules, queues, policies] = await Promise.all([
    listRules(member, {}),
    listQueues(member, {}),
    listPolicies(member, {}),
  ])
  return (
    <Page
      title="Routing"
      width="wide"
      description={
        <>
          Which cases go to which of the{' '}
          <Link href={'/settings/queues' as Route} className="text-primary underline underline-offset-4">
            queues
          </Link>
          : the first rule that a case fits sends it there.
        </>
      }
    >
      <RoutingDesk
        rules={rules}
        queues={queues.map(({ id, name }) => ({ id, name }))}
        defaultName={queues.find(({ isDefault }) => isDefault)?.name ?? 'the default queue'}
        policies={policies
          .filter(({ archivedAt }) => archivedAt === null)
          .map(({ policyId, name }) => ({ id: policyId, name }))}
        begun={begun}
        save={setRoutingAction}
        whatIf={whatIfAction}
      />
    </Page>
  )
}
