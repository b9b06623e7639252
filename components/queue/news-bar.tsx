'use client'

import { ArrowUp, X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { elsewhereWords } from './row-words'

interface NewsBarProps {
  /** How many cases came in that the list would show. */
  waiting: number
  /** How many came to other pages of it. */
  elsewhere: number
  /** Shows the list as it is now. */
  show(): void
}

/**
 * What came in while the list was held. Always with something to press: it lies over what stands above the list, and a
 * finger has no other way to put it away.
 */
export function NewsBar({ waiting, elsewhere, show }: NewsBarProps) {
  return (
    // Over the upper edge, so that it moves no row.
    <div aria-live="polite" className="absolute -top-1 left-1/2 z-10 flex -translate-x-1/2 items-center gap-2">
      {waiting > 0 && (
        <Button size="sm" className="rounded-full shadow-md" onClick={show}>
          <ArrowUp aria-hidden />
          Show {waiting} new {waiting === 1 ? 'case' : 'cases'}
        </Button>
      )}
      {elsewhere > 0 &&
        (waiting > 0 ? (
          <p className="rounded-full border bg-card px-3 py-1 text-[0.8125rem] whitespace-nowrap shadow-sm">
            {elsewhereWords(elsewhere)}
          </p>
        ) : (
          <Button size="sm" variant="outline" className="rounded-full" onClick={show}>
            {elsewhereWords(elsewhere)}
            <span className="sr-only">. Show the list as it is now</span>
            <X aria-hidden />
          </Button>
        ))}
    </div>
  )
}
