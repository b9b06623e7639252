import type { Route } from 'next'
import Link from 'next/link'
import { Fragment } from 'react'
import { cn } from '@/components/ui/cn'
import type { AgeBand } from '@/lib/queues/age-bands'
import { type AgeSpan, spanOfBand } from './age-span'
import { ageWords } from './row-words'

const shades: Record<AgeBand, string> = {
  hour: 'bg-primary/25',
  fourHours: 'bg-primary/45',
  day: 'bg-primary/65',
  week: 'bg-primary/85',
  older: 'bg-primary',
}

interface AgeLineProps {
  waiting: Record<AgeBand, number>
  /** The address of the cases of one band; without it the words lead nowhere. */
  hrefOf?: (span: AgeSpan) => string
}

/** How long the waiting cases have waited, as a bar and in words; nothing where none waits. */
export function AgeLine({ waiting, hrefOf }: AgeLineProps) {
  const bands = ageWords(waiting)
  if (bands.length === 0) return null
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5 text-[0.8125rem] text-muted-foreground">
      <div aria-hidden className="flex h-1.5 w-32 gap-px overflow-hidden rounded-full">
        {bands.map(({ band, n }) => (
          // The one thing a class cannot say: a share that differs each time.
          <span key={band} className={cn('min-w-1', shades[band])} style={{ flexGrow: n }} />
        ))}
      </div>
      <p className="tabular-nums">
        Waiting:{' '}
        {bands.map(({ band, n, name }, at) => (
          <Fragment key={band}>
            {at > 0 && ', '}
            {hrefOf ? (
              <Link
                href={hrefOf(spanOfBand(band)) as Route}
                prefetch={false}
                scroll={false}
                className="underline decoration-primary/40 underline-offset-4 hover:decoration-primary"
              >{`${n} for ${name}`}</Link>
            ) : (
              `${n} for ${name}`
            )}
          </Fragment>
        ))}
      </p>
    </div>
  )
}
