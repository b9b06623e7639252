import type { ReactNode } from 'react'

/** Names and values, two columns that wrap. */
export function FactTable({ rows }: { rows: [name: string, value: ReactNode][] }) {
  return (
    <dl className="grid text-sm">
      {rows.map(([name, value]) => (
        <div key={name} className="grid grid-cols-[minmax(7rem,2fr)_3fr] gap-3 border-b py-1.5 last:border-0">
          <dt className="text-muted-foreground">{name}</dt>
          <dd className="min-w-0 [overflow-wrap:anywhere]">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
