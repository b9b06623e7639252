import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { cn } from './cn'

const badgeVariants = cva(
  'inline-flex w-fit shrink-0 items-center gap-1 rounded-md border px-1.5 py-0.5 text-xs leading-4 font-medium whitespace-nowrap [&>svg]:size-3.5 [&>svg]:shrink-0',
  {
    variants: {
      variant: {
        default: 'border-transparent bg-secondary text-secondary-foreground',
        outline: 'border-border text-foreground',
        primary: 'border-transparent bg-primary text-primary-foreground',
        info: 'border-transparent bg-info-soft text-info',
        fake: 'border-transparent bg-verdict-fake-soft text-verdict-fake',
        uncertain: 'border-transparent bg-verdict-uncertain-soft text-verdict-uncertain',
        real: 'border-transparent bg-verdict-real-soft text-verdict-real',
        destructive: 'border-transparent bg-verdict-fake-soft text-destructive',
      },
    },
    defaultVariants: { variant: 'default' },
  },
)

export type BadgeProps = ComponentProps<'span'> & VariantProps<typeof badgeVariants>

/** A short word beside something. Colour alone says nothing: put the word, and an icon where it matters. */
export function Badge({ className, variant, ...props }: BadgeProps) {
  return <span data-slot="badge" className={cn(badgeVariants({ variant }), className)} {...props} />
}
