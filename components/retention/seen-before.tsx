import type { Route } from 'next'
import Link from 'next/link'
import { TimeAgo } from '@/components/shell/time-ago'

/** That the same bytes were here before, and what that can and cannot tell; nothing where they were not. */
export function SeenBefore({ seen, now }: { seen: { number: number; at: Date }[]; now: Date }) {
  if (seen.length === 0) return null
  return (
    <div className="grid gap-1">
      <h3 className="font-medium">Seen before</h3>
      <p>
        The same bytes were handed in as{' '}
        {seen.map(({ number, at }, index) => (
          <span key={number}>
            {index > 0 && (index === seen.length - 1 ? ' and ' : ', ')}
            <Link
              href={`/cases/${number}` as Route}
              className="font-medium whitespace-nowrap text-primary underline decoration-primary/40 underline-offset-4 hover:decoration-primary"
            >
              case {number}
            </Link>{' '}
            (<TimeAgo at={at} now={now} />)
          </span>
        ))}
        , and deleted.
      </p>
      <p className="text-[0.8125rem] text-pretty text-muted-foreground">
        A keyed hash tells so, and no more than that: a file changed in one byte is not known again. Anyone who may hand
        media in here can learn in this way that a file they have was here before.
      </p>
    </div>
  )
}
