import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'

/** What is so and is not changed here: names and what stands there, on a sheet. */
export function Facts({ children }: { children: ReactNode }) {
  return (
    <Card>
      <dl className="divide-y text-sm">{children}</dl>
    </Card>
  )
}

/** One of them. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 gap-y-1 px-5 py-3 sm:grid-cols-[12rem_minmax(0,1fr)]">
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="min-w-0 text-pretty [overflow-wrap:anywhere]">{children}</dd>
    </div>
  )
}
