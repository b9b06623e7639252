import { CircleAlert, CircleCheckBig, CircleDashed, Hand, Hourglass, LoaderCircle, type LucideIcon } from 'lucide-react'
import { cn } from '@/components/ui/cn'
import { type CaseState, stateNames } from '@/lib/cases/case-states'

const icons: Record<CaseState, LucideIcon> = {
  analysing: LoaderCircle,
  waiting: Hourglass,
  claimed: Hand,
  decided: CircleCheckBig,
  closed: CircleDashed,
  failed: CircleAlert,
}

/** The state of a case: icon and word. */
export function CaseStateMark({ state }: { state: CaseState }) {
  const Icon = icons[state]
  return (
    <span
      className={cn('inline-flex items-center gap-1.5 text-sm', state === 'failed' && 'font-medium text-destructive')}
    >
      <Icon aria-hidden className={cn('size-4 shrink-0', state === 'analysing' && 'animate-spin')} />
      {stateNames[state]}
    </span>
  )
}
