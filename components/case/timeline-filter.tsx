'use client'

import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { kindNames, type TimelineKind, timelineKinds } from './timeline-kinds'

export interface TimelineItem {
  key: string
  kind: TimelineKind
  /** How many entries it stands for. */
  counts: number
  shown: ReactNode
}

/** A timeline's items, all of them or those of the kinds that are chosen. */
export function TimelineFilter({ items }: { items: TimelineItem[] }) {
  const [chosen, setChosen] = useState<TimelineKind[]>([])
  const count = (kind: TimelineKind) =>
    items.filter((item) => item.kind === kind).reduce((sum, { counts }) => sum + counts, 0)
  const offered = kindNames.map((kind) => ({ kind, many: count(kind) })).filter(({ many }) => many > 0)
  // A kind that went meanwhile, as under an impression that is owed, chooses nothing.
  const kinds = chosen.filter((kind) => offered.some((one) => one.kind === kind))
  const shown = kinds.length === 0 ? items : items.filter(({ kind }) => kinds.includes(kind))
  const toggle = (kind: TimelineKind) =>
    setChosen(kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind])
  return (
    <div className="grid gap-4">
      {offered.length > 1 && (
        <fieldset className="flex flex-wrap gap-1.5 print:hidden">
          <legend className="sr-only">Show only</legend>
          <Choice pressed={kinds.length === 0} onClick={() => setChosen([])}>
            Everything
          </Choice>
          {offered.map(({ kind, many }) => (
            <Choice key={kind} pressed={kinds.includes(kind)} onClick={() => toggle(kind)}>
              {timelineKinds[kind]} <span className="tabular-nums opacity-80">{many}</span>
            </Choice>
          ))}
        </fieldset>
      )}
      <output aria-live="polite" className="sr-only">
        {kinds.length > 0 && `${shown.length} of ${items.length} entries shown.`}
      </output>
      <ol className="grid gap-0">
        {shown.map(({ key, shown: item }) => (
          <li key={key} className="group relative grid grid-cols-[1.75rem_1fr] gap-3 pb-4 last:pb-0">
            {item}
          </li>
        ))}
      </ol>
    </div>
  )
}

function Choice({ pressed, onClick, children }: { pressed: boolean; onClick(): void; children: ReactNode }) {
  return (
    <Button variant={pressed ? 'secondary' : 'outline'} size="sm" aria-pressed={pressed} onClick={onClick}>
      {children}
    </Button>
  )
}
