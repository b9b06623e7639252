'use client'

import { Download } from 'lucide-react'
import { useDownload } from '@/components/evidence/use-download'
import { Refusal } from '@/components/shell/refusal'
import { Button } from '@/components/ui/button'
import { type InsightChart, insightCharts } from '@/lib/insights/insight-charts'

/** A chart as a file. Without a script the browser's own form does the same. `query`: the page's filter. */
export function CsvForm({ chart, query }: { chart: InsightChart; query: string }) {
  const { busy, message, download } = useDownload()
  const { name, people } = insightCharts[chart]
  const address = `/api/insights/${chart}`
  return (
    <form
      method="post"
      action={address}
      noValidate
      className="flex flex-wrap items-center gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        void download(address, Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>)
      }}
    >
      <input type="hidden" name="query" value={query} />
      {people ? (
        <label className="flex min-h-8 items-center gap-2 text-[0.8125rem]">
          <input type="checkbox" name="names" className="checkbox" />
          With names, not pseudonyms
        </label>
      ) : null}
      <Button type="submit" variant="outline" size="sm" aria-label={`Download “${name}” as CSV`} disabled={busy}>
        <Download aria-hidden />
        {busy ? 'Preparing…' : 'CSV'}
      </Button>
      <Refusal message={message} />
    </form>
  )
}
