'use client'

import { Progress as ProgressPrimitive } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'

/** How far something has come: `value` 0-100, null while nobody knows. Name it with `aria-label`. */
export function Progress({
  className,
  value = null,
  ...props
}: Omit<ComponentProps<typeof ProgressPrimitive.Root>, 'value'> & { value?: number | null }) {
  const share = value === null ? 40 : Math.min(100, Math.max(0, value))
  return (
    <ProgressPrimitive.Root
      data-slot="progress"
      value={value === null ? null : Math.round(share)}
      className={cn('relative h-1.5 w-full overflow-hidden rounded-full bg-secondary', className)}
      {...props}
    >
      <ProgressPrimitive.Indicator
        className={cn('h-full w-full bg-primary transition-transform', value === null && 'animate-pulse')}
        // The one thing a class cannot say: a share that changes all the time.
        style={{ transform: `translateX(-${100 - share}%)` }}
      />
    </ProgressPrimitive.Root>
  )
}
