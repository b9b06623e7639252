'use client'

import { ArrowUp } from 'lucide-react'
import { type FocusEvent, useEffect, useRef, useState } from 'react'
import { useKeys } from '@/components/keys/use-keys'
import { Button } from '@/components/ui/button'
import type { QueueRow as Row } from '@/lib/cases/list-queue'
import { holdRows } from './held-rows'
import { caseHref, type QueueFilter } from './queue-filter'
import { QueueRow } from './queue-row'

interface QueueListProps {
  rows: Row[]
  filter: QueueFilter
  now: Date
}

/** The rows of the queue. While the pointer or the focus is on them they keep their places, and news waits in a bar. */
export function QueueList({ rows, filter, now }: QueueListProps) {
  const list = useRef<HTMLOListElement>(null)
  const { anchor, hold, hover, focus } = useHold(rows)
  const held = anchor ? holdRows(anchor, rows) : { rows: rows.map((row) => ({ row, gone: false })), waiting: 0 }

  const move = (by: 1 | -1) => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const at = links.indexOf(document.activeElement as HTMLElement)
    const to = at === -1 ? (by === 1 ? 0 : links.length - 1) : at + by
    links[Math.min(Math.max(0, to), links.length - 1)]?.focus()
  }
  const showWaiting = () => {
    hold(rows)
    // The button goes; the focus must not go with it.
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('[data-row]')?.focus())
  }
  useKeys({ j: () => move(1), k: () => move(-1) })

  return (
    <div
      className="relative"
      onPointerEnter={(event) => event.pointerType === 'mouse' && hover(true)}
      onPointerLeave={() => hover(false)}
    >
      {/* Over the upper edge, so that it moves no row. */}
      <div aria-live="polite" className="absolute -top-4 left-1/2 z-10 -translate-x-1/2">
        {held.waiting > 0 && (
          <Button size="sm" className="rounded-full shadow-md" onClick={showWaiting}>
            <ArrowUp aria-hidden />
            Show {held.waiting} new {held.waiting === 1 ? 'case' : 'cases'}
          </Button>
        )}
      </div>
      <ol
        ref={list}
        aria-label="Cases"
        className="divide-y overflow-hidden rounded-lg border bg-card shadow-xs"
        onFocus={() => focus(true)}
        onBlur={(event: FocusEvent) => focus(event.currentTarget.contains(event.relatedTarget))}
      >
        {held.rows.map(({ row, gone }) => (
          <li key={row.number}>
            <QueueRow row={row} gone={gone} href={caseHref(row.number, filter)} now={now} />
          </li>
        ))}
      </ol>
    </div>
  )
}

/** The rows as they were when the reader's pointer or focus came to the list; null while neither is there. */
function useHold(rows: Row[]) {
  const [anchor, hold] = useState<Row[] | null>(null)
  const [hovered, hover] = useState(false)
  const [focused, focus] = useState(false)
  const engaged = hovered || focused
  // Only coming and going counts; what the rows become in between is what must not move them.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => hold(engaged ? rows : null), [engaged])
  return { anchor, hold, hover, focus }
}
