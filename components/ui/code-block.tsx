import type { ComponentProps } from 'react'
import { cn } from './cn'

/** Lines of a program or command, scrolling sideways where they must. Name it with `aria-label`. */
export function CodeBlock({ className, children, ...props }: ComponentProps<'pre'>) {
  return (
    <pre
      data-slot="code-block"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
      tabIndex={0}
      className={cn(
        'min-w-0 overflow-x-auto rounded-md border bg-muted px-3 py-2 font-mono text-xs leading-5',
        className,
      )}
      {...props}
    >
      {children}
    </pre>
  )
}
