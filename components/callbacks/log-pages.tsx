import type { Route } from 'next'
import Link from 'next/link'
import { Button } from '@/components/ui/button'

/** On to what is older in a delivery log, and back to the newest, by their addresses; null where there is none. */
export function LogPages({ newest, older }: { newest: string | null; older: string | null }) {
  if (newest === null && older === null) return null
  return (
    <nav aria-label="Pages of the delivery log" className="mt-4 flex justify-between gap-2">
      {newest === null ? (
        <span />
      ) : (
        <Button variant="outline" asChild>
          <Link href={newest as Route}>Back to the newest</Link>
        </Button>
      )}
      {older === null ? null : (
        <Button variant="outline" asChild>
          <Link href={older as Route}>Older</Link>
        </Button>
      )}
    </nav>
  )
}
