import { cn } from '@/components/ui/cn'
import type { AgeBand } from '@/lib/queues/age-bands'
import { ageWords } from './row-words'

const shades: Record<AgeBand, string> = {
  hour: 'bg-primary/25',
  fourHours: 'bg-primary/45',
  day: 'bg-primary/65',
  week: 'bg-primary/85',
  older: 'bg-primary',
}

/** How long the waiting cases have waited, as a bar and in words; nothing where none waits. */
export function AgeLine({ waiting }: { waiting: Record<AgeBand, number> }) {
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
      <p className="tabular-nums">Waiting: {bands.map(({ n, name }) => `${n} for ${name}`).join(', ')}</p>
    </div>
  )
}
