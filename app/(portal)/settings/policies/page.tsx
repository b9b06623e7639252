import { Scale } from 'lucide-react'
import type { Metadata, Route } from 'next'
import Link from 'next/link'
import { PoliciesTable } from '@/components/policies/policies-table'
import { policiesHref } from '@/components/policies/policy-places'
import { EmptyState } from '@/components/shell/empty-state'
import { Page } from '@/components/shell/page'
import { PermissionDenied } from '@/components/shell/permission-denied'
import { Button } from '@/components/ui/button'
import { may } from '@/lib/access/permissions'
import { authorisePage, requireMember } from '@/lib/access/session'
import { now } from '@/lib/clock'
import { listPolicies } from '@/lib/policies/list-policies'

export const metadata: Metadata = { title: 'Policies' }

export default async function PoliciesPage() {
  const member = await requireMember(policiesHref)
  if (!authorisePage(member, 'policy.read')) {
    return <PermissionDenied title="Policies" permission="policy.read" role={member.role} />
  }
  const policies = await listPolicies(member, {})
  const write = may(member, 'policy.manage') ? (
    <Button asChild>
      <Link href={`${policiesHref}/new` as Route}>Write a policy</Link>
    </Button>
  ) : null
  return (
    <Page
      title="Policies"
      description="What cases are judged by, shown beside each of them. A decision keeps the version it was made under."
      actions={policies.length > 0 ? write : null}
    >
      {policies.length > 0 ? (
        <PoliciesTable policies={policies} now={now()} />
      ) : (
        <EmptyState icon={Scale} title="There is no policy yet" actions={write}>
          Without one, people say what media is and why. A policy adds what is to be done about it, and can ask for
          longer reasons, for exhibits, and for a second pair of eyes.
        </EmptyState>
      )}
    </Page>
  )
}
