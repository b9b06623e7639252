import type { ReactNode } from 'react'

/** Names and values in two columns. */
export function Facts({ rows }: { rows: [string, ReactNode][] }) {
  return (
    <dl className="grid gap-x-4 gap-y-0.5 sm:grid-cols-[9rem_minmax(0,1fr)]">
      {rows.map(([name, value]) => (
        <div key={name} className="grid gap-x-4 pb-1 sm:contents">
          <dt className="text-muted-foreground">{name}</dt>
          <dd className="min-w-0 [overflow-wrap:anywhere]">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The look of a link among values. */
export const linkClasses = 'underline decoration-primary/40 underline-offset-4 hover:decoration-primary'

/** An id or a hash. */
export function Mono({ children }: { children: ReactNode }) {
  return <span className="font-mono text-xs leading-5 break-all">{children}</span>
}
