import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cn } from './cn'

/** The browser's own select in our look: for forms that must work before any script has run. */
export function NativeSelect({ className, ...props }: ComponentProps<'select'>) {
  return (
    <span data-slot="native-select" className="relative block">
      <select
        className={cn(
          'h-9 w-full appearance-none rounded-md border border-input bg-card pr-9 pl-3 text-base shadow-xs md:text-sm disabled:cursor-not-allowed disabled:opacity-55 aria-invalid:border-destructive',
          className,
        )}
        {...props}
      />
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-muted-foreground"
      />
    </span>
  )
}
