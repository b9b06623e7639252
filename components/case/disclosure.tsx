import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

/** Something that opens on demand; works before any script has run. */
export function Disclosure({
  summary,
  children,
  open = false,
  onToggle,
}: {
  summary: ReactNode
  children: ReactNode
  open?: boolean
  /** Told what it has become, by whatever way. */
  onToggle?: (open: boolean) => void
}) {
  return (
    <details
      className="group/disclosure"
      open={open}
      {...(onToggle && { onToggle: (event) => onToggle(event.currentTarget.open) })}
    >
      <summary className="flex min-h-7 w-fit cursor-pointer list-none items-center gap-1 rounded-sm text-[0.8125rem] font-medium text-primary [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 shrink-0 transition-transform group-open/disclosure:rotate-90" />
        {summary}
      </summary>
      <div className="pt-1.5">{children}</div>
    </details>
  )
}
