'use client'

import { ArrowLeftRight } from 'lucide-react'
import { useId, useState } from 'react'
import { utcTime } from '@/components/shell/format-time'
import { Button } from '@/components/ui/button'
import { NativeSelect } from '@/components/ui/native-select'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { type ComparedRun, type DiffRow, diffRuns, firstPair } from './run-diff'

interface RunCompareProps {
  /** Completed ones, newest first. */
  runs: ComparedRun[]
  shownId: string | undefined
}

/** Two runs of one case set against each other: everything that differs, and nothing that does not. */
export function RunCompare({ runs, shownId }: RunCompareProps) {
  const [chosen, setChosen] = useState(() => firstPair(runs, shownId))
  const [before, after] = [0, 1].map((at) => runs.find(({ id }) => id === chosen?.[at as 0 | 1]))
  if (!before || !after) return null
  const { reading, parts } = diffRuns(before, after)
  return (
    <section id="run-diff" aria-labelledby="run-diff-title" className="grid scroll-mt-20 gap-3 border-t pt-4 text-sm">
      <h3 id="run-diff-title" className="font-medium">
        What changed between two runs
      </h3>
      <div className="grid items-end gap-2 sm:grid-cols-[1fr_auto_1fr]">
        <RunChoice
          label="Before"
          runs={runs}
          value={before.id}
          onChange={(id) => setChosen([id, id === after.id ? before.id : after.id])}
        />
        <Button
          variant="outline"
          size="icon"
          aria-label="Swap the two runs"
          title="Swap the two runs"
          onClick={() => setChosen([after.id, before.id])}
        >
          <ArrowLeftRight aria-hidden />
        </Button>
        <RunChoice
          label="After"
          runs={runs}
          value={after.id}
          onChange={(id) => setChosen([id === before.id ? after.id : before.id, id])}
        />
      </div>
      <output aria-live="polite" className="[overflow-wrap:anywhere]">
        {reading}
      </output>
      {parts.length > 0 && (
        <Table label="What changed between the two runs">
          <TableHeader>
            <TableRow>
              <TableHead>What</TableHead>
              <TableHead>Before</TableHead>
              <TableHead>After</TableHead>
            </TableRow>
          </TableHeader>
          {parts.map(({ title, rows }) => (
            <Part key={title} title={title} rows={rows} />
          ))}
        </Table>
      )}
    </section>
  )
}

interface RunChoiceProps {
  label: string
  runs: ComparedRun[]
  value: string
  onChange(id: string): void
}

function RunChoice({ label, runs, value, onChange }: RunChoiceProps) {
  const id = useId()
  return (
    <div className="grid min-w-0 gap-1">
      <label htmlFor={id} className="text-[0.8125rem] text-muted-foreground">
        {label}
      </label>
      <NativeSelect id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {runs.map((run) => (
          <option key={run.id} value={run.id}>
            {utcTime(run.at)}, {run.name}
          </option>
        ))}
      </NativeSelect>
    </div>
  )
}

function Part({ title, rows }: { title: string; rows: DiffRow[] }) {
  return (
    <TableBody>
      <TableRow className="bg-muted/40">
        <th scope="rowgroup" colSpan={3} className="px-3 py-1.5 text-left text-[0.8125rem] font-medium">
          {title}
        </th>
      </TableRow>
      {rows.map(({ name, before, after }) => (
        <TableRow key={name}>
          <th scope="row" className="min-w-28 px-3 py-2 text-left align-top font-normal text-muted-foreground">
            {name}
          </th>
          <Side value={before} />
          <Side value={after} />
        </TableRow>
      ))}
    </TableBody>
  )
}

function Side({ value }: { value: string | null }) {
  return (
    <TableCell className="min-w-40 align-top [overflow-wrap:anywhere]">
      {value ?? <span className="text-muted-foreground">Not there</span>}
    </TableCell>
  )
}
