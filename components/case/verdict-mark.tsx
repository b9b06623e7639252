import { BadgeCheck, CircleCheck, CircleHelp, type LucideIcon, OctagonAlert, TriangleAlert } from 'lucide-react'
import { cn } from '@/components/ui/cn'
import type { Label } from '@/lib/engine/analysis'
import { asLabel, percent, toneOf, type VerdictTone } from './verdict-words'

const icons: Record<Label, LucideIcon> = {
  Fake: OctagonAlert,
  'Likely fake': TriangleAlert,
  'Neutral/Uncertain': CircleHelp,
  'Likely real': CircleCheck,
  Real: BadgeCheck,
}

/** The classes of the three verdict colours. */
export const toneClasses: Record<VerdictTone, { text: string; soft: string; bar: string }> = {
  fake: { text: 'text-verdict-fake', soft: 'bg-verdict-fake-soft', bar: 'bg-verdict-fake' },
  uncertain: { text: 'text-verdict-uncertain', soft: 'bg-verdict-uncertain-soft', bar: 'bg-verdict-uncertain' },
  real: { text: 'text-verdict-real', soft: 'bg-verdict-real-soft', bar: 'bg-verdict-real' },
}

/** The icon of a label, for beside its words. */
export function VerdictIcon({ label, className }: { label: Label; className?: string }) {
  const Icon = icons[label]
  return <Icon aria-hidden className={cn('size-4 shrink-0', className)} />
}

interface VerdictMarkProps {
  label: string | null
  /** Probability 0-1. */
  score: number | null
  className?: string
}

/** The machine's label in one line: icon, words and number. Nothing where there is no verdict. */
export function VerdictMark({ label: text, score, className }: VerdictMarkProps) {
  const label = asLabel(text)
  if (!label) return null
  return (
    <span className={cn('inline-flex items-center gap-1.5 text-sm', toneClasses[toneOf(label)].text, className)}>
      <VerdictIcon label={label} />
      <span className="font-medium">{label}</span>
      {score !== null && <span className="tabular-nums">{percent(score)}</span>}
    </span>
  )
}
