'use client'

import { useEffect, useRef, useState } from 'react'
import { cn } from '@/components/ui/cn'
import type { CasePlace } from './case-places'

interface PlaceNavProps {
  places: CasePlace[]
  /** `bar`: one line that scrolls sideways. `column`: below each other, at the left. */
  look: 'bar' | 'column'
  className?: string
}

/** The way to the parts of a case; says which of them is in view. */
export function PlaceNav({ places, look, className }: PlaceNavProps) {
  const list = useRef<HTMLUListElement>(null)
  const current = usePlaceInView(places)
  useEffect(() => {
    const link = list.current?.querySelector<HTMLElement>(`[href="#${current}"]`)
    // Sideways only: the page itself must not move.
    if (link && list.current) list.current.scrollTo({ left: link.offsetLeft - list.current.clientWidth / 3 })
  }, [current])
  return (
    <nav aria-label="On this page" className={cn('min-w-0 print:hidden', className)}>
      <ul
        ref={list}
        className={cn('relative flex', look === 'bar' ? 'gap-0.5 overflow-x-auto' : 'flex-col gap-0.5 border-l')}
      >
        {places.map(({ id, name, count }) => (
          <li key={id} className={cn(look === 'bar' && 'shrink-0')}>
            <a
              href={`#${id}`}
              aria-current={current === id ? 'location' : undefined}
              className={cn(
                'flex min-h-8 items-center gap-1.5 px-2 text-[0.8125rem] font-medium text-muted-foreground hover:text-foreground aria-[current]:text-foreground',
                look === 'bar'
                  ? 'border-b-2 border-transparent whitespace-nowrap aria-[current]:border-primary'
                  : '-ml-px justify-between border-l-2 border-transparent aria-[current]:border-primary aria-[current]:bg-accent',
              )}
            >
              {name}
              {count !== null && count > 0 && (
                <span className="rounded-sm bg-secondary px-1 text-xs text-secondary-foreground tabular-nums">
                  {count}
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The last part whose heading has been reached, by its id; null before any was seen. */
function usePlaceInView(places: CasePlace[]): string | null {
  const [current, setCurrent] = useState<string | null>(null)
  const ids = places.map(({ id }) => id).join(' ')
  useEffect(() => {
    const parts = ids.split(' ').flatMap((id) => {
      const part = document.getElementById(id)?.closest('section')
      return part ? [[part, id] as const] : []
    })
    const inView = new Set<Element>()
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) inView.add(target)
          else inView.delete(target)
        }
        const first = parts.find(([part]) => inView.has(part))
        if (first) setCurrent(first[1])
      },
      // A band in the upper half of the window: what is read, not what is about to be.
      { rootMargin: '-15% 0px -60% 0px' },
    )
    for (const [part] of parts) observer.observe(part)
    return () => observer.disconnect()
  }, [ids])
  return current
}
