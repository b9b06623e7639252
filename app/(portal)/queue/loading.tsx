import { QueueSkeleton } from '@/components/queue/queue-skeleton'
import { Page } from '@/components/shell/page'
import { Skeleton } from '@/components/ui/skeleton'

export default function LoadingQueue() {
  return (
    <Page title="Queue" width="wide">
      <p role="status" className="sr-only">
        Loading the queue
      </p>
      <div className="grid gap-4">
        <Skeleton className="h-10 w-full max-w-2xl" />
        <Skeleton className="h-9 w-full max-w-md" />
        <QueueSkeleton />
      </div>
    </Page>
  )
}
