'use client'

import { Search } from 'lucide-react'
import { palette } from '@/components/keys/opened'
import { useKeys } from '@/components/keys/use-keys'

interface PaletteButtonProps {
  /** `bar`: with words where the sidebar is wide. `round`: the sign alone. */
  look: 'bar' | 'round'
}

/** Opens the palette, for whoever does not know its keys or has none. */
export function PaletteButton({ look }: PaletteButtonProps) {
  // Stands before the page, so that a page with a list to search takes the key instead.
  useKeys({ search: look === 'bar' ? () => palette.set(true) : undefined })
  if (look === 'round') {
    return (
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label="Go to a case or a page"
        onClick={() => palette.set(true)}
        className="grid size-9 place-items-center rounded-full text-muted-foreground hover:bg-accent"
      >
        <Search aria-hidden className="size-5" />
      </button>
    )
  }
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
      title="Go to a case or a page (Ctrl+K)"
      onClick={() => palette.set(true)}
      className="flex h-9 w-full items-center gap-3 rounded-md px-2.5 text-sm text-muted-foreground hover:bg-accent hover:text-accent-foreground focus-visible:-outline-offset-2 lg:border lg:bg-background lg:group-data-[folded=true]/bar:border-transparent lg:group-data-[folded=true]/bar:bg-transparent"
    >
      <Search aria-hidden className="size-4.5 shrink-0" />
      <span className="sr-only lg:not-sr-only lg:group-data-[folded=true]/bar:sr-only">Go to</span>
      <kbd
        aria-hidden
        className="ml-auto hidden rounded-sm border bg-muted px-1 font-mono text-[0.6875rem] leading-4.5 lg:inline lg:group-data-[folded=true]/bar:hidden"
      >
        Ctrl K
      </kbd>
    </button>
  )
}
