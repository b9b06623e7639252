import type { Metadata } from 'next'
import { CheckAgain } from '@/components/health/check-again'
import { DecoderAlert } from '@/components/health/decoder-alert'
import { HealthList } from '@/components/health/health-list'
import { Page } from '@/components/shell/page'
import { PermissionDenied } from '@/components/shell/permission-denied'
import { TimeAgo } from '@/components/shell/time-ago'
import { authorisePage, requireMember } from '@/lib/access/session'
import type { Health } from '@/lib/health/health-part'
import { readHealth } from '@/lib/health/read-health'

export const metadata: Metadata = { title: 'Health' }

const summaries: Record<Health['state'], string> = {
  up: 'Everything works.',
  degraded: 'Docket works, but something needs a look.',
  down: 'Something is down.',
}

export default async function HealthPage() {
  const member = await requireMember('/settings/health')
  if (!authorisePage(member, 'health.read')) {
    return <PermissionDenied title="Health" permission="health.read" role={member.role} />
  }
  const health = await readHealth()
  return (
    <Page
      title="Health"
      description={
        <>
          {summaries[health.state]} Checked <TimeAgo at={health.at} now={health.at} />.
        </>
      }
      actions={<CheckAgain />}
    >
      <DecoderAlert parts={health.parts} />
      <HealthList parts={health.parts} />
    </Page>
  )
}
