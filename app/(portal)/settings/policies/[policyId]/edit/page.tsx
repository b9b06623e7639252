import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PolicyForm } from '@/components/policies/policy-form'
import { policyHref } from '@/components/policies/policy-places'
import { Page } from '@/components/shell/page'
import { PermissionDenied } from '@/components/shell/permission-denied'
import { authorisePage, requireMember } from '@/lib/access/session'
import { PolicyRules } from '@/lib/policies/policy-rules'
import { publishPolicyAction } from '../../actions'
import { readOrNull } from '../read-or-null'

export const metadata: Metadata = { title: 'Next version of a policy' }

export default async function EditPolicyPage({ params }: { params: Promise<{ policyId: string }> }) {
  const { policyId } = await params
  const member = await requireMember(`${policyHref(policyId)}/edit`)
  if (!authorisePage(member, 'policy.manage')) {
    return <PermissionDenied title="Next version" permission="policy.manage" role={member.role} />
  }
  const policy = await readOrNull(member, policyId)
  const latest = policy?.versions[0]
  if (!policy || policy.archivedAt || !latest) notFound()
  const { name, words, version } = { ...policy, ...latest }
  return (
    <Page
      title={`${name}, version ${version + 1}`}
      description={`Begins with the words and rules of version ${version}, which stays as it is.`}
    >
      <PolicyForm
        draft={{ policyId, name, words, rules: PolicyRules.parse(latest.rules), basedOn: version }}
        publish={publishPolicyAction}
      />
    </Page>
  )
}
