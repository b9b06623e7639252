import { Skeleton } from '@/components/ui/skeleton'

/** The shape of the charts while they are counted. */
export default function Loading() {
  return (
    <div className="mx-auto w-full max-w-7xl px-4 py-6 sm:px-6 lg:px-8 lg:py-8">
      <p role="status" className="sr-only">
        Loading the insights
      </p>
      <Skeleton className="h-8 w-32" />
      <Skeleton className="mt-2 h-4 w-96 max-w-full" />
      <Skeleton className="mt-6 h-16 w-full" />
      <div className="mt-6 grid gap-6 lg:grid-cols-2">
        {['a', 'b', 'c', 'd'].map((chart) => (
          <Skeleton key={chart} className="h-80 w-full" />
        ))}
      </div>
    </div>
  )
}
