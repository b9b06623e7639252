import { QueueSkeleton } from '@/components/queue/queue-skeleton'
import { Page } from '@/components/shell/page'
import { Skeleton } from '@/components/ui/skeleton'

export default function LoadingQueue() {
  return (
    <Page title="Queue" width="wide">
      <p role="status" className="sr-only">
        Loading the queue
      </p>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5 lg:grid-cols-[14rem_minmax(0,1fr)]">
        <Skeleton className="h-11 lg:h-40" />
        <div className="grid gap-4">
          <Skeleton className="h-10 w-full max-w-2xl" />
          <Skeleton className="h-9 w-full max-w-md" />
          <QueueSkeleton />
        </div>
      </div>
    </Page>
  )
}
