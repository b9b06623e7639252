import type { Metadata, Route } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { ArchivePolicyButton } from '@/components/policies/archive-policy'
import { inForceFor } from '@/components/policies/policies-table'
import { policyHref, versionIn } from '@/components/policies/policy-places'
import { PolicyText } from '@/components/policies/policy-text'
import { RuleList } from '@/components/policies/rule-list'
import { TeamPolicyButton } from '@/components/policies/team-policy'
import { VersionDiff } from '@/components/policies/version-diff'
import { VersionList } from '@/components/policies/version-list'
import { Page } from '@/components/shell/page'
import { PermissionDenied } from '@/components/shell/permission-denied'
import { Button } from '@/components/ui/button'
import { may } from '@/lib/access/permissions'
import { authorisePage, requireMember } from '@/lib/access/session'
import { now } from '@/lib/clock'
import { archivePolicyAction, setTeamPolicyAction } from '../actions'
import { readOrNull } from './read-or-null'

export const metadata: Metadata = { title: 'Policy' }

interface PolicyPageProps {
  params: Promise<{ policyId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const unused = ' Put it in force for the whole team here, or for one queue where that is changed.'

export default async function PolicyPage({ params, searchParams }: PolicyPageProps) {
  const { policyId } = await params
  const query = await searchParams
  const [version, against] = [versionIn(query.version), versionIn(query.against)]
  const member = await requireMember(policyHref(policyId, { version, against }))
  if (!authorisePage(member, 'policy.read')) {
    return <PermissionDenied title="Policy" permission="policy.read" role={member.role} />
  }
  const policy = await readOrNull(member, policyId)
  const shown = policy?.versions.find((one) => version === null || one.version === version)
  if (!policy || !shown) notFound()
  const compared = policy.versions.find((one) => one.version === against)
  const manages = may(member, 'policy.manage') && policy.archivedAt === null
  const { name, isTeamDefault } = policy
  const usedAnywhere = isTeamDefault || policy.queues.length > 0
  return (
    <Page
      title={name}
      description={
        policy.archivedAt
          ? 'Archived: nothing is judged by it any more.'
          : `In force for: ${inForceFor(policy)}.${manages && !usedAnywhere ? unused : ''}`
      }
      actions={
        manages && (
          <>
            <TeamPolicyButton {...{ policyId, name, isTeamDefault }} set={setTeamPolicyAction} />
            <Button asChild size="sm">
              <Link href={`${policyHref(policyId)}/edit` as Route}>Write the next version</Link>
            </Button>
          </>
        )
      }
    >
      <div className="grid items-start gap-6 lg:grid-cols-[1fr_18rem]">
        <section aria-labelledby="version-heading" className="grid gap-5 rounded-lg border bg-card p-5 shadow-xs">
          <h2 id="version-heading" className="text-base font-semibold tracking-tight">
            {compared ? `From version ${compared.version} to version ${shown.version}` : `Version ${shown.version}`}
          </h2>
          {compared ? (
            <VersionDiff before={compared} after={shown} />
          ) : (
            <>
              <PolicyText words={shown.words} />
              <div className="border-t pt-4">
                <RuleList rules={shown.rules} />
              </div>
            </>
          )}
        </section>
        <section aria-labelledby="versions-heading" className="grid gap-2">
          <h2 id="versions-heading" className="text-base font-semibold tracking-tight">
            Versions
          </h2>
          <VersionList
            policyId={policyId}
            versions={policy.versions}
            shown={shown.version}
            against={compared?.version ?? null}
            now={now()}
          />
        </section>
      </div>
      {manages && (
        <div className="mt-10 border-t pt-4">
          <ArchivePolicyButton policyId={policyId} name={name} archive={archivePolicyAction} />
        </div>
      )}
    </Page>
  )
}
