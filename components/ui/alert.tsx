import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { cn } from './cn'

const alertVariants = cva(
  'grid grid-cols-[auto_1fr] items-start gap-x-3 gap-y-0.5 rounded-md border px-4 py-3 text-sm [&>:not(svg)]:col-start-2 [&>svg]:row-span-2 [&>svg]:mt-0.5 [&>svg]:size-4',
  {
    variants: {
      variant: {
        default: 'bg-card text-card-foreground',
        info: 'border-info/25 bg-info-soft text-info',
        warning: 'border-verdict-uncertain/30 bg-verdict-uncertain-soft text-verdict-uncertain',
        destructive: 'border-verdict-fake/30 bg-verdict-fake-soft text-verdict-fake',
        success: 'border-verdict-real/30 bg-verdict-real-soft text-verdict-real',
      },
    },
    defaultVariants: { variant: 'default' },
  },
)

/** A word that stays on the page: an icon first, then AlertTitle and AlertDescription. Add `role="alert"` if it comes up. */
export function Alert({ className, variant, ...props }: ComponentProps<'div'> & VariantProps<typeof alertVariants>) {
  return <div data-slot="alert" className={cn(alertVariants({ variant }), className)} {...props} />
}

export function AlertTitle({ className, ...props }: ComponentProps<'p'>) {
  return <p data-slot="alert-title" className={cn('leading-5 font-semibold', className)} {...props} />
}

export function AlertDescription({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      data-slot="alert-description"
      className={cn('min-w-0 leading-5 [overflow-wrap:anywhere] text-foreground/90', className)}
      {...props}
    />
  )
}
