import type { Metadata } from 'next'
import { Page } from '@/components/shell/page'
import { PermissionDenied } from '@/components/shell/permission-denied'
import { SubmitDesk } from '@/components/submit/submit-desk'
import { authorisePage, requireMember } from '@/lib/access/session'
import { maxUploadBytes } from '@/lib/media/receive-upload'
import { openUrlAction } from './actions'

export const metadata: Metadata = { title: 'Submit' }

export default async function SubmitPage() {
  const member = await requireMember('/submit')
  if (!authorisePage(member, 'case.open')) {
    return <PermissionDenied title="Submit" permission="case.open" role={member.role} />
  }
  return (
    <Page
      title="Submit"
      description="Hand in pictures, sound and video. Files stay on this server; nothing is sent elsewhere."
      width="wide"
    >
      <SubmitDesk
        maxBytes={maxUploadBytes}
        tooLargeWayOut="Shorten or compress it, or hand it in by its URL."
        openUrl={openUrlAction}
      />
    </Page>
  )
}
