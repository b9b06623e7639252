import type { Metadata } from 'next'
import { RulesForm } from '@/components/settings/retention-rules-form'
import { Page } from '@/components/shell/page'
import { PermissionDenied } from '@/components/shell/permission-denied'
import { may } from '@/lib/access/permissions'
import { authorisePage, requireMember } from '@/lib/access/session'
import { readRules } from '@/lib/retention/read-rules'
import { saveRulesAction } from './actions'

export const metadata: Metadata = { title: 'Retention rules' }

export default async function RetentionRulesPage() {
  const member = await requireMember('/settings/retention')
  if (!authorisePage(member, 'retention.read')) {
    return <PermissionDenied title="Retention rules" permission="retention.read" role={member.role} />
  }
  return (
    <Page
      title="Retention rules"
      description="When media must not be kept, and how long it may be looked at before it is deleted. They hold for what is handed in from now on."
    >
      <RulesForm
        rules={await readRules(member, {})}
        save={may(member, 'retention.manage') ? saveRulesAction : undefined}
      />
    </Page>
  )
}
