import { SearchX } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { EmptyState } from '@/components/shell/empty-state'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'

export const metadata: Metadata = { title: 'Not found' }

export default function PortalNotFound() {
  return (
    <Page title="Not found" width="narrow">
      <EmptyState
        icon={SearchX}
        title="There is nothing at this address"
        actions={
          <>
            <Button asChild>
              <Link href="/queue">Open the queue</Link>
            </Button>
            <Button asChild variant="outline">
              <Link href="/">Back to Home</Link>
            </Button>
          </>
        }
      >
        The link may be mistyped, or what it led to belongs to another team.
      </EmptyState>
    </Page>
  )
}
