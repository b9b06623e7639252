import { Page } from '@/components/shell/page'
import { Skeleton } from '@/components/ui/skeleton'

export default function LoadingPlay() {
  return (
    <Page title="Play" width="wide">
      <p role="status" className="sr-only">
        Looking for the next case
      </p>
      <div className="grid gap-5 lg:grid-cols-[14rem_minmax(0,1fr)]">
        <Skeleton className="h-40" />
        <Skeleton className="h-56" />
      </div>
    </Page>
  )
}
