import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'

interface PanelProps {
  /** The heading's id; names the section. */
  id: string
  title: ReactNode
  aside?: ReactNode
  className?: string
  children: ReactNode
}

/** A titled part of the workbench. */
export function Panel({ id, title, aside, className, children }: PanelProps) {
  return (
    <section
      aria-labelledby={id}
      className={cn('min-w-0 rounded-lg border bg-card text-card-foreground shadow-xs', className)}
    >
      <header className="flex flex-wrap items-center justify-between gap-2 px-4 pt-4 sm:px-5">
        <h2 id={id} className="scroll-mt-20 text-base leading-6 font-semibold tracking-tight">
          {title}
        </h2>
        {aside}
      </header>
      <div className="px-4 pt-3 pb-4 sm:px-5 sm:pb-5">{children}</div>
    </section>
  )
}
