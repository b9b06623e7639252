import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'

interface MediaNoticeProps {
  icon: LucideIcon
  title: string
  children: ReactNode
  className?: string
}

/** What stands in the place of media that cannot be shown, and why. */
export function MediaNotice({ icon: Icon, title, children, className }: MediaNoticeProps) {
  return (
    <div
      data-slot="media-notice"
      className={cn(
        'flex min-h-56 flex-col items-center justify-center gap-2 rounded-md border border-dashed bg-muted/40 px-6 py-10 text-center',
        className,
      )}
    >
      <Icon aria-hidden className="size-7 text-muted-foreground" />
      <p className="font-medium">{title}</p>
      <div className="max-w-prose text-sm text-muted-foreground">{children}</div>
    </div>
  )
}
