import type { ReactNode } from 'react'

/** A name, its value, and what the row is called where something leads to it. */
export type FactRow = [name: string, value: ReactNode, id?: string]

/** Names and values, two columns that wrap. */
export function FactTable({ rows }: { rows: FactRow[] }) {
  return (
    <dl className="grid text-sm">
      {rows.map(([name, value, id]) => (
        <div
          key={name}
          id={id}
          className="grid scroll-mt-20 grid-cols-[minmax(7rem,2fr)_3fr] gap-3 border-b py-1.5 last:border-0 target:bg-info-soft"
        >
          <dt className="text-muted-foreground">{name}</dt>
          <dd className="min-w-0 [overflow-wrap:anywhere]">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
