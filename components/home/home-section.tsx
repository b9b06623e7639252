import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'

interface HomeSectionProps {
  id: string
  title: string
  /** The way to all of it. */
  more?: { href: string; label: string } | null
  children: ReactNode
}

/** One part of Home, under its heading. */
export function HomeSection({ id, title, more, children }: HomeSectionProps) {
  return (
    <section aria-labelledby={`${id}-heading`}>
      <div className="mb-2 flex items-baseline justify-between gap-3">
        <h2 id={`${id}-heading`} className="text-base font-semibold tracking-tight">
          {title}
        </h2>
        {more ? (
          <Link
            href={more.href as Route}
            className="text-sm font-medium text-primary underline-offset-4 hover:underline"
          >
            {more.label}
          </Link>
        ) : null}
      </div>
      {children}
    </section>
  )
}
