import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Disclosure } from '@/components/case/disclosure'
import { Card } from '@/components/ui/card'
import { type InsightChart, insightCharts } from '@/lib/insights/insight-charts'
import { CsvForm } from './csv-form'

interface ChartCardProps {
  chart: InsightChart
  /** The page's filter, as its address spells it. */
  query: string
  /** What the chart says, in a sentence. */
  reading: string
  /** What must be known to read it rightly. */
  note?: ReactNode
  /** Said where a sample is small. */
  warning?: string | null
  /** The picture; nothing that is not in the table as well. Absent where there is nothing to draw. */
  picture?: ReactNode
  table?: ReactNode
  children?: ReactNode
}

/** One chart: what it says, the picture, the numbers as a table, and the way to have them as a file. */
export function ChartCard({ chart, query, reading, note, warning, picture, table, children }: ChartCardProps) {
  const { name } = insightCharts[chart]
  return (
    <section id={chart} aria-labelledby={`${chart}-heading`} className="min-w-0 scroll-mt-20">
      <Card className="h-full gap-4 p-5">
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
          <h2 id={`${chart}-heading`} className="text-base leading-8 font-semibold tracking-tight">
            {name}
          </h2>
          {table ? <CsvForm chart={chart} query={query} /> : null}
        </div>
        <p className="max-w-prose text-sm text-pretty">{reading}</p>
        {warning ? (
          <p className="flex max-w-prose gap-2 text-sm text-pretty text-verdict-uncertain">
            <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            {warning}
          </p>
        ) : null}
        {children}
        {picture}
        {note ? <p className="max-w-prose text-[0.8125rem] text-pretty text-muted-foreground">{note}</p> : null}
        {table ? (
          <div>
            <Disclosure summary="The numbers as a table">{table}</Disclosure>
          </div>
        ) : null}
      </Card>
    </section>
  )
}
