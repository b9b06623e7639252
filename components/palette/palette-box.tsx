'use client'

import { LoaderCircle, Search } from 'lucide-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { type Entry, matching, searchEntry } from './entries'
import { caseEntries, nothingWords } from './found-cases'
import { PaletteList } from './palette-list'
import { type FindCases, useFoundCases } from './use-found-cases'

interface PaletteBoxProps {
  /** Pages, queues and what can be done, all that there is. */
  entries: Entry[]
  /** What of them is not there yet, as a sentence. */
  missing: string | null
  find: FindCases
  onChoose(entry: Entry): void
}

/** The field and what fits it. A text that names a case is looked for on the server; everything else is filtered here. */
export function PaletteBox({ entries, missing, find, onChoose }: PaletteBoxProps) {
  const id = useId()
  const [text, setText] = useState('')
  const [pointed, point] = useState<string | null>(null)
  const { looking, result } = useFoundCases(text, find)
  const cases = result?.ok ? caseEntries(result.data) : []
  const search = searchEntry(text)
  const shown = [...cases, ...matching(entries, text), ...(search ? [search] : [])]
  const current = shown.find((entry) => entry.id === pointed) ?? shown[0]
  const said = sentence({ looking, text, shown: shown.length, result })

  const move = (by: number) => {
    const at = current ? shown.indexOf(current) : 0
    const next = shown[(at + by + shown.length) % shown.length]
    if (!next) return
    point(next.id)
    document.getElementById(`${id}-${next.id}`)?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // An Enter that ends a composition chooses nothing.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(-1)
    else if (event.key === 'Enter' && current) onChoose(current)
    else return
    event.preventDefault()
  }
  return (
    <>
      <div className="flex items-center gap-3 border-b px-4">
        {looking ? (
          <LoaderCircle aria-hidden className="size-4.5 shrink-0 animate-spin text-muted-foreground" />
        ) : (
          <Search aria-hidden className="size-4.5 shrink-0 text-muted-foreground" />
        )}
        <input
          // First in the dialog, which therefore puts the focus here.
          role="combobox"
          aria-expanded={shown.length > 0}
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={current ? `${id}-${current.id}` : undefined}
          aria-label="Case number, hash, address, detection id, page or action"
          placeholder="Case, hash, address, id, page…"
          autoComplete="off"
          spellCheck={false}
          maxLength={2100}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            point(null)
          }}
          onKeyDown={onKeyDown}
          className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-muted-foreground sm:text-sm"
        />
        <kbd aria-hidden className="rounded-sm border bg-muted px-1.5 font-mono text-xs text-muted-foreground">
          Esc
        </kbd>
      </div>
      {said.seen && <p className="px-4 pt-3 text-sm text-muted-foreground">{said.seen}</p>}
      <p aria-live="polite" className="sr-only">
        {said.heard}
      </p>
      {missing && (
        <p role="status" className="px-4 pt-3 text-[0.8125rem] text-muted-foreground">
          {missing}
        </p>
      )}
      <PaletteList id={id} entries={shown} current={current?.id} onPoint={point} onChoose={onChoose} />
    </>
  )
}

interface Standing {
  looking: boolean
  text: string
  shown: number
  result: ReturnType<typeof useFoundCases>['result']
}

/** What is said of the search: `seen` above the list, `heard` by who listens. */
function sentence({ looking, text, shown, result }: Standing): { seen: string | null; heard: string } {
  if (looking) return { seen: null, heard: 'Looking for the case.' }
  if (result && !result.ok) return { seen: result.message, heard: result.message }
  const none = result?.data.length === 0 ? nothingWords(text) : null
  const count = shown === 1 ? 'One fits.' : `${shown} fit.`
  return { seen: none, heard: text.trim() === '' ? '' : [none, count].filter(Boolean).join(' ') }
}
