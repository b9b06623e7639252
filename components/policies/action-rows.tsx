'use client'

import { Plus, Trash2 } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { type ActionRow, codeFrom } from './action-row'

/** What can be done on a finding: a name for people, a code for programs. */
export function ActionRows({ rows, onChange }: { rows: ActionRow[]; onChange(rows: ActionRow[]): void }) {
  const list = useRef<HTMLFieldSetElement>(null)
  const change = (key: number, part: Partial<ActionRow>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...part } : row)))
  const added = useRef<number | null>(null)
  useEffect(() => {
    if (added.current === null || !rows.some(({ key }) => key === added.current)) return
    list.current?.querySelector<HTMLElement>(`#action-label-${added.current}`)?.focus()
    added.current = null
  }, [rows])
  const add = () => {
    added.current = Math.max(-1, ...rows.map(({ key }) => key)) + 1
    onChange([...rows, { key: added.current, label: '', code: null }])
  }
  const remove = (key: number) => {
    onChange(rows.filter((row) => row.key !== key))
    list.current?.focus()
  }
  return (
    <fieldset ref={list} tabIndex={-1} className="grid gap-3 outline-none" aria-describedby="actions-hint">
      <legend className="mb-1 text-sm font-medium">Actions</legend>
      <p id="actions-hint" className="max-w-prose text-[0.8125rem] text-muted-foreground">
        What a decision can say is to be done, beside what the media is. The code goes to programs and is kept with
        decisions: change the name freely, the code not.
      </p>
      {rows.map(({ key, label, code }, n) => (
        <div key={key} className="grid max-w-2xl grid-cols-[1fr_auto] gap-2 sm:grid-cols-[1fr_14rem_auto]">
          <div className="grid gap-1">
            <Label htmlFor={`action-label-${key}`}>Action {n + 1}</Label>
            <Input
              id={`action-label-${key}`}
              value={label}
              maxLength={80}
              autoComplete="off"
              onChange={(event) => change(key, { label: event.target.value })}
            />
          </div>
          <div className="col-start-1 grid gap-1 sm:col-start-2">
            <Label htmlFor={`action-code-${key}`}>Code</Label>
            <Input
              id={`action-code-${key}`}
              value={code ?? (label.trim() ? codeFrom(label) : '')}
              maxLength={40}
              pattern="[a-z][a-z0-9_]*"
              title="Lower-case letters, digits and underscores, beginning with a letter"
              autoComplete="off"
              spellCheck={false}
              className="font-mono"
              onChange={(event) => change(key, { code: event.target.value })}
            />
          </div>
          <Button
            type="button"
            variant="ghost"
            size="icon"
            className="col-start-2 row-start-1 self-end sm:col-start-3"
            aria-label={`Remove action ${n + 1}${label ? `, ${label}` : ''}`}
            onClick={() => remove(key)}
          >
            <Trash2 aria-hidden />
          </Button>
        </div>
      ))}
      {rows.length < 20 && (
        <div>
          <Button type="button" variant="outline" size="sm" onClick={add}>
            <Plus aria-hidden /> Add an action
          </Button>
        </div>
      )}
    </fieldset>
  )
}
