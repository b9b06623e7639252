import type { Metadata } from 'next'
import { PolicyForm } from '@/components/policies/policy-form'
import { policiesHref } from '@/components/policies/policy-places'
import { Page } from '@/components/shell/page'
import { PermissionDenied } from '@/components/shell/permission-denied'
import { authorisePage, requireMember } from '@/lib/access/session'
import { PolicyRules } from '@/lib/policies/policy-rules'
import { publishPolicyAction } from '../actions'

export const metadata: Metadata = { title: 'Write a policy' }

export default async function NewPolicyPage() {
  const member = await requireMember(`${policiesHref}/new`)
  if (!authorisePage(member, 'policy.manage')) {
    return <PermissionDenied title="Write a policy" permission="policy.manage" role={member.role} />
  }
  const rules = PolicyRules.parse({ actions: [], fourEyes: 'never' })
  return (
    <Page title="Write a policy" description="Nothing is in force until it is published.">
      <PolicyForm draft={{ policyId: null, name: '', words: '', rules, basedOn: null }} publish={publishPolicyAction} />
    </Page>
  )
}
