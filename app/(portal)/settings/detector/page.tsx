import type { Metadata } from 'next'
import { ConnectionForm } from '@/components/detector/connection-form'
import { ConnectionStatus } from '@/components/detector/connection-status'
import { RemoveConnection } from '@/components/detector/remove-connection'
import { Page } from '@/components/shell/page'
import { PermissionDenied } from '@/components/shell/permission-denied'
import { may } from '@/lib/access/permissions'
import { authorisePage, requireMember } from '@/lib/access/session'
import { now } from '@/lib/clock'
import { readConnectionStatus } from '@/lib/detect/read-connection-status'
import { removeConnectionAction, saveConnectionAction, testConnectionAction } from './actions'

export const metadata: Metadata = { title: 'Detector' }

export default async function DetectorPage() {
  const member = await requireMember('/settings/detector')
  if (!authorisePage(member, 'detector.read')) {
    return <PermissionDenied title="Detector" permission="detector.read" role={member.role} />
  }
  const status = await readConnectionStatus(member, {})
  const manages = may(member, 'detector.manage')
  return (
    <Page
      title="Detector"
      description="What the team’s cases are analysed by: the engine on this server, a Detect API elsewhere, or both."
    >
      <div className="grid gap-8">
        <ConnectionStatus status={status} now={now()} />
        {manages && (
          <ConnectionForm
            use={status.use}
            ownUrl={status.ownUrl}
            keyKept={status.ownUrl !== null && status.keyOpens}
            instanceHost={status.instanceHost}
            underWay={status.underWay}
            save={saveConnectionAction}
            test={testConnectionAction}
          />
        )}
        {manages && status.chosen && (
          <RemoveConnection
            ownConnection={status.ownUrl !== null}
            instanceHost={status.instanceHost}
            underWay={status.underWay}
            remove={removeConnectionAction}
          />
        )}
        {!manages && <p className="text-sm text-muted-foreground">Admins of the team can change this.</p>}
      </div>
    </Page>
  )
}
