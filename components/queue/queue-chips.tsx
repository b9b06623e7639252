import { X } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { sourceNames } from '@/components/case/media-words'
import type { NamedPolicy } from '@/lib/policies/name-policies'
import { ageSpanWords } from './age-span'
import type { QueueFilter } from './queue-filter'

interface QueueChipsProps {
  filter: QueueFilter
  /** Those that are in use, for their names. */
  policies: NamedPolicy[]
  hrefOf(filter: QueueFilter): string
}

/** What narrows the queue beyond its part, kind of media and search; each to be taken away. Nothing where nothing does. */
export function QueueChips({ filter, policies, hrefOf }: QueueChipsProps) {
  const chips = chipsOf(filter, policies)
  if (chips.length === 0) return null
  const all = Object.assign({}, ...chips.map(({ change }) => change)) as Partial<QueueFilter>
  return (
    <ul aria-label="Narrowed by" className="flex flex-wrap items-center gap-1.5">
      {chips.map(({ label, change }) => (
        <li key={label}>
          <Link
            href={hrefOf({ ...filter, ...change, after: null }) as Route}
            prefetch={false}
            scroll={false}
            className="inline-flex min-h-7 items-center gap-1 rounded-full border bg-card py-0.5 pr-2 pl-3 text-[0.8125rem] shadow-xs hover:bg-accent"
          >
            {label}
            <X aria-hidden className="size-3.5 text-muted-foreground" />
            <span className="sr-only">, take away</span>
          </Link>
        </li>
      ))}
      <li>
        <Link
          href={hrefOf({ ...filter, ...all, labels: [], after: null }) as Route}
          scroll={false}
          className="inline-flex min-h-7 items-center rounded-sm px-1.5 text-[0.8125rem] font-medium text-primary underline decoration-primary/40 underline-offset-4 hover:decoration-primary"
        >
          Take all away
        </Link>
      </li>
    </ul>
  )
}

/** Each choice of the filter in words, and what takes it away. `policies`: those in use, for their names. */
export function chipsOf(
  filter: QueueFilter,
  policies: NamedPolicy[],
): { label: string; change: Partial<QueueFilter> }[] {
  const { source, labels, minScore, maxScore, zeroRetention, language, mine, escalated, hideSkipped } = filter
  const span = scoreWords(minScore, maxScore)
  const age = ageSpanWords(filter)
  return [
    ...(source ? [{ label: `From: ${sourceNames[source]}`, change: { source: null } }] : []),
    ...labels.map((label) => ({ label, change: { labels: labels.filter((one) => one !== label) } })),
    ...(span ? [{ label: span, change: { minScore: null, maxScore: null } }] : []),
    ...(zeroRetention === null
      ? []
      : [{ label: zeroRetention ? 'Zero retention' : 'Kept media', change: { zeroRetention: null } }]),
    ...(language ? [{ label: `Language: ${language}`, change: { language: '' } }] : []),
    ...(filter.policyId ? [{ label: policyWords(filter.policyId, policies), change: { policyId: null } }] : []),
    ...(age
      ? [
          {
            label: `Waiting: ${age.charAt(0).toLowerCase()}${age.slice(1)}`,
            change: { olderThan: null, youngerThan: null },
          },
        ]
      : []),
    ...(mine ? [{ label: 'Mine', change: { mine: false } }] : []),
    ...(escalated === null ? [] : [{ label: escalated ? 'Escalated' : 'Not escalated', change: { escalated: null } }]),
    ...(hideSkipped ? [{ label: 'Without those I skipped', change: { hideSkipped: false } }] : []),
  ]
}

/** "Score 20% to 70%", "Score 70% or more", "Score 20% or less"; null where there is no bound. */
export function scoreWords(min: number | null, max: number | null): string | null {
  if (min !== null && max !== null) return `Score ${min}% to ${max}%`
  if (min !== null) return `Score ${min}% or more`
  return max === null ? null : `Score ${max}% or less`
}

function policyWords(policyId: string, policies: NamedPolicy[]): string {
  const name = policies.find((one) => one.policyId === policyId)?.name
  return name === undefined ? 'Judged by a policy that is not in use' : `Judged by “${name}”`
}
