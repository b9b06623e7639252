import type { Route } from 'next'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { type CallbackFilter, callbacksAddress } from './callback-filter'

/** On to older callbacks, and back to the newest. `older`: the last on this page; null where there are no older ones. */
export function CallbackPages({ filter, older }: { filter: CallbackFilter; older: string | null }) {
  if (older === null && filter.before === null) return null
  return (
    <nav aria-label="Pages of the delivery log" className="mt-4 flex justify-between gap-2">
      {filter.before === null ? (
        <span />
      ) : (
        <Button variant="outline" asChild>
          <Link href={callbacksAddress({ ...filter, before: null }) as Route}>Back to the newest</Link>
        </Button>
      )}
      {older === null ? null : (
        <Button variant="outline" asChild>
          <Link href={callbacksAddress({ ...filter, before: older }) as Route}>Older</Link>
        </Button>
      )}
    </nav>
  )
}
