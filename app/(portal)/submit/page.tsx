import type { Metadata } from 'next'
import { Page } from '@/components/shell/page'
import { PermissionDenied } from '@/components/shell/permission-denied'
import { SubmitDesk } from '@/components/submit/submit-desk'
import { authorisePage, requireMember } from '@/lib/access/session'
import { env } from '@/lib/env'
import { maxUploadBytes } from '@/lib/media/receive-upload'
import { maxResumableBytes } from '@/lib/media/resumable-folder'
import type { StoreName } from '@/lib/media/store'
import { readPortalRules } from '@/lib/retention/read-rules'
import { readSubmitDefaults } from '@/lib/teams/read-team'
import { openUrlsAction } from './actions'

export const metadata: Metadata = { title: 'Submit' }

const keptWhere: Record<StoreName, string> = {
  disk: 'Files lie on this server.',
  s3: 'Files lie in the S3 bucket of whoever runs this server.',
  uploadthing: 'Files lie at UploadThing, in the account of whoever runs this server.',
}

export default async function SubmitPage() {
  const member = await requireMember('/submit')
  if (!authorisePage(member, 'case.open')) {
    return <PermissionDenied title="Submit" permission="case.open" role={member.role} />
  }
  return (
    <Page
      title="Submit"
      description={`Hand in pictures, sound and video. ${keptWhere[env().MEDIA_STORE]}`}
      width="wide"
    >
      <SubmitDesk
        maxBytes={maxResumableBytes()}
        directBytes={maxUploadBytes}
        tooLargeWayOut="Shorten or compress it, or hand it in by its URL."
        store={env().MEDIA_STORE === 'uploadthing' ? 'uploadthing' : 'server'}
        defaults={await readSubmitDefaults(member, {})}
        rules={await readPortalRules(member, {})}
        openUrls={openUrlsAction}
      />
    </Page>
  )
}
