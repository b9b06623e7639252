import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'

// Of the content; the heading begins at the same place on every page but those that take all the width.
const widths = { narrow: 'max-w-3xl', normal: 'max-w-5xl', wide: '', full: '' }

interface PageProps {
  /** The page's one h1. */
  title: ReactNode
  description?: ReactNode
  actions?: ReactNode
  width?: keyof typeof widths
  children: ReactNode
}

/** The frame of a portal page: heading, a sentence, actions at the right, and the content in a column. */
export function Page({ title, description, actions, width = 'normal', children }: PageProps) {
  return (
    <div className={cn('mx-auto w-full px-4 py-6 sm:px-6 lg:px-8 lg:py-8', width !== 'full' && 'max-w-7xl')}>
      <header className={cn('mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3', widths[width])}>
        <div className="min-w-0">
          <h1 className="text-2xl leading-8 font-semibold tracking-tight text-balance">{title}</h1>
          {description ? (
            <p className="mt-1 max-w-prose text-sm text-pretty text-muted-foreground">{description}</p>
          ) : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </header>
      <div className={widths[width]}>{children}</div>
    </div>
  )
}
