'use client'

import { type FocusEvent, useRef, useState } from 'react'
import { useKeys } from '@/components/keys/use-keys'
import { cn } from '@/components/ui/cn'
import type { BulkActions } from './bulk-actions'
import { type BulkAbilities, BulkBar } from './bulk-bar'
import { holdRows } from './held-rows'
import { NewsBar } from './news-bar'
import { QueueCard } from './queue-card'
import type { QueueFilter } from './queue-filter'
import { caseHref } from './queue-places'
import { QueueRow } from './queue-row'
import { nothingChosen, toggleAll, toggleChosen } from './select-range'
import type { ShownRow, Tracks } from './shown-row'
import { useBulk } from './use-bulk'
import { useClaimsEnd } from './use-claims-end'
import { useHold } from './use-hold'

interface QueueListProps {
  rows: ShownRow[]
  /** The part has others on other pages. */
  more: boolean
  /** How many cases the part has in all; null where its filters are not counted. */
  total: number | null
  tracks: Promise<Tracks>
  filter: QueueFilter
  may: BulkAbilities
  actions: BulkActions
  /** The server's time before it read the rows. */
  begun: Date
  now: Date
}

/**
 * The cases of a part of the queue, as rows or cards. While the pointer or the focus is on them, or some are chosen, they
 * keep their places, and news waits in a bar.
 */
export function QueueList({ rows, more, total, tracks, filter, may, actions, begun, now }: QueueListProps) {
  const listed = { rows, more, total, at: begun }
  const list = useRef<HTMLOListElement>(null)
  const [selection, select] = useState(nothingChosen)
  const bulk = useBulk(actions, () => select(nothingChosen))
  useClaimsEnd(rows, now)
  const { anchor, hold, hover, focus } = useHold(listed, selection.chosen.size > 0)
  const held = holdRows(anchor ?? listed, listed)
  const ids = held.rows.map(({ row }) => row.id)
  const chosen = held.rows.flatMap(({ row }) => (selection.chosen.has(row.id) ? row : []))
  const choose = (id: string, range: boolean) => select((current) => toggleChosen(ids, current, id, range))

  const move = (by: 1 | -1) => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const at = links.findIndex((link) => rowOf(link) === rowOf(document.activeElement))
    const to = at === -1 ? (by === 1 ? 0 : links.length - 1) : at + by
    links[Math.min(Math.max(0, to), links.length - 1)]?.focus()
  }
  const showWaiting = () => {
    hold(listed)
    // The button goes; the focus must not go with it.
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('[data-row]')?.focus())
  }
  const selectFocused = () => {
    const id = list.current?.contains(document.activeElement) && rowOf(document.activeElement)
    if (id) choose(id, false)
  }
  const claimFocused = () => {
    const id = list.current?.contains(document.activeElement) && rowOf(document.activeElement)
    const focused = held.rows.flatMap(({ row }) => (row.id === id ? row : []))
    const wanted = chosen.length > 0 ? chosen : focused
    if (!may.claim || wanted.length === 0) return
    if (wanted.every(({ claimedByMe }) => claimedByMe)) bulk.release(wanted)
    else bulk.claim(wanted)
  }
  useKeys({ next: () => move(1), previous: () => move(-1), select: selectFocused, claim: claimFocused })

  const all = ids.length > 0 && ids.every((id) => selection.chosen.has(id))
  const grid = filter.mode === 'grid'
  const Shown = grid ? QueueCard : QueueRow
  return (
    <div
      className="relative"
      // A finger is away between two touches: from the first on, the rows stay until the reader presses what tells of others.
      onPointerEnter={() => hover(true)}
      onPointerLeave={(event) => event.pointerType === 'mouse' && hover(false)}
    >
      <NewsBar waiting={held.waiting} elsewhere={held.elsewhere} show={showWaiting} />
      <label
        htmlFor="choose-all"
        className="mb-2 ml-3 flex min-h-6 w-fit items-center gap-3 text-[0.8125rem] text-muted-foreground"
      >
        <span className="grid size-6 place-items-center">
          <input
            id="choose-all"
            type="checkbox"
            ref={(box) => {
              if (box) box.indeterminate = !all && chosen.length > 0
            }}
            checked={all}
            onChange={() => select(toggleAll(ids, selection))}
            className="checkbox"
          />
        </span>
        Choose all on this page
      </label>
      <ol
        ref={list}
        aria-label="Cases"
        className={cn(
          grid
            ? 'grid grid-cols-[repeat(auto-fill,minmax(min(100%,15rem),1fr))] gap-3'
            : 'divide-y overflow-hidden rounded-lg border bg-card shadow-xs',
        )}
        onFocus={() => focus(true)}
        onBlur={(event: FocusEvent) => focus(event.currentTarget.contains(event.relatedTarget))}
      >
        {held.rows.map(({ row, gone }) => (
          <li key={row.number}>
            <Shown
              row={row}
              gone={gone}
              href={caseHref(row.number, filter)}
              chosen={selection.chosen.has(row.id)}
              choose={(range) => choose(row.id, range)}
              tracks={tracks}
              now={now}
            />
          </li>
        ))}
      </ol>
      {/* On a phone the bar lies over the page: its last row has to get out from under it. */}
      {chosen.length > 0 && <div aria-hidden className="h-24 md:hidden" />}
      <BulkBar chosen={chosen} clear={() => select(nothingChosen)} bulk={bulk} may={may} now={now} />
    </div>
  )
}

/** The id of the case whose row an element is in. */
function rowOf(element: Element | null): string | null {
  return element?.closest<HTMLElement>('[data-case]')?.dataset.case ?? null
}
