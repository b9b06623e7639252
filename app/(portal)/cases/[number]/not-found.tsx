import { SearchX } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { EmptyState } from '@/components/shell/empty-state'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'

export default function CaseNotFound() {
  return (
    <Page title="Case not found" width="narrow">
      <EmptyState
        icon={SearchX}
        title="There is no case with this number in your team"
        actions={
          <Button asChild>
            <Link href={'/queue' as Route}>Open the queue</Link>
          </Button>
        }
      >
        The number may be mistyped, or the case belongs to another team. The queue can be searched by number and title.
      </EmptyState>
    </Page>
  )
}
