'use client'

import { Refusal } from '@/components/shell/refusal'
import { Button } from '@/components/ui/button'
import { useDownload } from './use-download'

const formats = [
  ['json', 'JSON'],
  ['csv', 'CSV'],
] as const

/** Downloads the statement of reasons for the decision that stands. */
export function StatementButtons({ number }: { number: number }) {
  const { busy, message, download } = useDownload()
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap gap-2">
        {formats.map(([format, name]) => (
          <Button
            key={format}
            variant="outline"
            size="sm"
            disabled={busy}
            aria-label={`Statement of reasons as ${name}`}
            onClick={() => download(`/api/cases/${number}/statement`, { format })}
          >
            {name}
          </Button>
        ))}
      </div>
      <Refusal message={message} />
    </div>
  )
}
