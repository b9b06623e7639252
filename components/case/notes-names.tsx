'use client'

import { type KeyboardEvent, type RefObject, useRef, useState } from 'react'
import { cn } from '@/components/ui/cn'
import type { CaseRail } from '@/lib/cases/read-rail'
import { colleaguesFor, isStillPicked, nameBeingTyped, type Picked, withName } from './notes-mentions'

type Colleagues = CaseRail['colleagues']

interface NamesProps {
  field: RefObject<HTMLTextAreaElement | null>
  colleagues: Colleagues
  change(text: string): void
  onPick(memberId: string): void
}

const listId = 'note-names'

/** The colleagues offered while a name is typed after an `@`: arrows move, Enter or Tab takes, Escape closes. */
export function useNames({ field, colleagues, change, onPick }: NamesProps) {
  const [offered, setOffered] = useState<Colleagues>([])
  const [at, setAt] = useState(0)
  const last = useRef<Picked | null>(null)
  const close = () => setOffered([])
  const look = () => {
    const { current } = field
    if (current && last.current && !isStillPicked(current.value, last.current)) last.current = null
    const typing = current && nameBeingTyped(current.value, current.selectionStart, last.current)
    const found = typing ? colleaguesFor(typing.typed, colleagues) : []
    setOffered(found)
    setAt((before) => Math.min(before, Math.max(0, found.length - 1)))
  }
  const pick = (index: number) => {
    const { current } = field
    const chosen = offered[index]
    const typing = current && nameBeingTyped(current.value, current.selectionStart)
    if (!current || !chosen || !typing) return
    const { text, caret } = withName(current.value, { from: typing.from, caret: current.selectionStart }, chosen.name)
    last.current = { from: typing.from, name: chosen.name }
    onPick(chosen.memberId)
    change(text)
    close()
    current.focus()
    // Once the field has the new text.
    requestAnimationFrame(() => current.setSelectionRange(caret, caret))
  }
  /** Whether the press was for the list. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (offered.length === 0 || event.ctrlKey || event.metaKey) return false
    const steps: Record<string, () => void> = {
      ArrowDown: () => setAt((at + 1) % offered.length),
      ArrowUp: () => setAt((at + offered.length - 1) % offered.length),
      Enter: () => pick(at),
      Tab: () => pick(at),
      Escape: close,
    }
    const step = event.shiftKey ? undefined : steps[event.key]
    if (!step) return false
    event.preventDefault()
    step()
    return true
  }
  const open = offered.length > 0
  return {
    look,
    close,
    onKeyDown,
    attributes: {
      'aria-autocomplete': 'list' as const,
      'aria-controls': open ? listId : undefined,
      'aria-activedescendant': open ? `${listId}-${at}` : undefined,
    },
    list: { offered, at, pick },
  }
}

/** The names to choose from, over the field; how many there are is read out. */
export function NamesList({ offered, at, pick }: ReturnType<typeof useNames>['list']) {
  return (
    <>
      <p role="status" className="sr-only">
        {offered.length > 0 && `${offered.length} ${offered.length === 1 ? 'colleague' : 'colleagues'} to choose from`}
      </p>
      {offered.length > 0 && (
        <div
          id={listId}
          role="listbox"
          aria-label="Colleagues"
          className="absolute inset-x-0 bottom-full z-20 mb-1 grid rounded-md border bg-popover p-1 text-sm text-popover-foreground shadow-md"
        >
          {offered.map(({ memberId, name }, index) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and points here
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
            <div
              key={memberId}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === at}
              // Before the field loses the focus, which closes the list.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pick(index)}
              className={cn(
                'cursor-pointer rounded-sm px-2 py-1.5',
                index === at && 'bg-accent text-accent-foreground',
              )}
            >
              {name}
            </div>
          ))}
        </div>
      )}
    </>
  )
}
