'use client'

import { ArrowDown, ArrowUp, GripVertical } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { moved } from './reorder'

interface OrderListProps<T> {
  /** What the list is of: "Queues". */
  label: string
  items: T[]
  keyOf(item: T): string
  /** By which a member is called when it is moved. */
  nameOf(item: T, index: number): string
  onMove(items: T[]): void
  children(item: T, index: number): ReactNode
}

type Way = 'up' | 'down'

/** A list that people put in order: with two buttons a row, or by dragging. Says aloud where what was moved is now. */
export function OrderList<T>({ label, items, keyOf, nameOf, onMove, children }: OrderListProps<T>) {
  const list = useRef<HTMLOListElement>(null)
  const focus = useRef<string | null>(null)
  const [said, setSaid] = useState('')
  const [dragged, setDragged] = useState<string | null>(null)
  const [over, setOver] = useState<number | null>(null)
  // A row that moves in the page loses the focus with it.
  useEffect(() => {
    if (focus.current === null) return
    list.current?.querySelector<HTMLElement>(`[data-move="${focus.current}"]`)?.focus()
    focus.current = null
  })
  const move = (from: number, to: number, way?: Way) => {
    const item = items[from]
    if (!item || from === to || to < 0 || to >= items.length) return
    if (way) focus.current = `${keyOf(item)} ${way}`
    setSaid(`${nameOf(item, from)} is now ${to + 1} of ${items.length}.`)
    onMove(moved(items, from, to))
  }
  const drop = (to: number) => {
    const from = items.findIndex((item) => keyOf(item) === dragged)
    setDragged(null)
    setOver(null)
    move(from, to)
  }
  return (
    <>
      <ol ref={list} aria-label={label} className="grid gap-2">
        {items.map((item, index) => {
          const key = keyOf(item)
          const name = nameOf(item, index)
          return (
            <li
              key={key}
              draggable={dragged === key}
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move'
                event.dataTransfer.setData('text/plain', '')
              }}
              onDragEnd={() => {
                setDragged(null)
                setOver(null)
              }}
              onDragOver={(event) => {
                if (dragged === null) return
                event.preventDefault()
                setOver(index)
              }}
              onDrop={(event) => {
                event.preventDefault()
                drop(index)
              }}
              className={cn(
                'flex items-start gap-2 rounded-lg border bg-card p-3 shadow-xs',
                dragged === key && 'opacity-60',
                over === index && dragged !== key && 'border-primary',
              )}
            >
              <span className="flex shrink-0 flex-col items-center text-muted-foreground sm:flex-row">
                {/* For the mouse alone: the buttons beside do the same by keyboard and touch. */}
                <span
                  aria-hidden
                  className="hidden size-7 cursor-grab place-items-center sm:grid"
                  onPointerDown={() => setDragged(key)}
                  onPointerUp={() => setDragged(null)}
                >
                  <GripVertical className="size-4" />
                </span>
                {(['up', 'down'] as const).map((way) => {
                  const to = way === 'up' ? index - 1 : index + 1
                  const ended = to < 0 || to >= items.length
                  const Arrow = way === 'up' ? ArrowUp : ArrowDown
                  return (
                    <button
                      key={way}
                      type="button"
                      data-move={`${key} ${way}`}
                      aria-label={`Move ${name} ${way}`}
                      aria-disabled={ended}
                      onClick={() => move(index, to, way)}
                      className="grid size-7 place-items-center rounded-md hover:bg-accent hover:text-accent-foreground aria-disabled:opacity-35 aria-disabled:hover:bg-transparent"
                    >
                      <Arrow aria-hidden className="size-4" />
                    </button>
                  )
                })}
              </span>
              <div className="min-w-0 flex-1">{children(item, index)}</div>
            </li>
          )
        })}
      </ol>
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  )
}
