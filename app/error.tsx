'use client'

import { TriangleAlert } from 'lucide-react'
import { FailureReference } from '@/components/shell/failure-reference'
import { Notice } from '@/components/shell/notice'
import { Button } from '@/components/ui/button'

export default function RootFailure({ error, retry }: { error: unknown; retry(): void }) {
  return (
    <Notice
      icon={TriangleAlert}
      title="This page could not be shown"
      actions={<Button onClick={retry}>Try again</Button>}
    >
      Something failed on the server; what you did before is kept. If it stays, tell whoever runs this Docket.
      <FailureReference error={error} />
    </Notice>
  )
}
