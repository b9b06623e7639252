'use client'

import { TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { EmptyState } from '@/components/shell/empty-state'
import { FailureReference } from '@/components/shell/failure-reference'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'

export default function PortalFailure({ error, retry }: { error: unknown; retry(): void }) {
  return (
    <Page title="This page could not be shown" width="narrow">
      <EmptyState
        icon={TriangleAlert}
        title="Something failed on the server"
        actions={
          <>
            <Button onClick={retry}>Try again</Button>
            <Button asChild variant="outline">
              <Link href="/">Back to Home</Link>
            </Button>
          </>
        }
      >
        <p>What you did before is kept. If it stays, tell whoever runs this Docket.</p>
        <FailureReference error={error} />
      </EmptyState>
    </Page>
  )
}
