import { Refusal } from '@/components/shell/refusal'
import { Card } from '@/components/ui/card'
import { Label } from '@/components/ui/label'
import { NativeSelect } from '@/components/ui/native-select'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { Named } from './condition-words'
import { basisWords, changeWords } from './effect-words'
import type { Answered } from './use-what-if'

export const whatIfDays = [7, 30, 90, 365] as const

interface WhatIfPanelProps {
  answer: Answered | null
  message: string | null
  pending: boolean
  queues: Named[]
  days: number
  onDays(days: number): void
}

/** What the rules as they stand on the page would do, queue by queue, beside the rules in force. */
export function WhatIfPanel({ answer, message, pending, queues, days, onDays }: WhatIfPanelProps) {
  return (
    <section aria-labelledby="what-if-heading" aria-busy={pending}>
      <div className="mb-2 flex flex-wrap items-end justify-between gap-2">
        <h2 id="what-if-heading" className="text-base font-semibold tracking-tight">
          What these rules would do
        </h2>
        <div className="flex items-center gap-2">
          <Label htmlFor="what-if-days" className="font-normal">
            Over
          </Label>
          <NativeSelect id="what-if-days" value={String(days)} onChange={(event) => onDays(Number(event.target.value))}>
            {whatIfDays.map((n) => (
              <option key={n} value={n}>
                {n === 365 ? 'a year' : `${n} days`}
              </option>
            ))}
          </NativeSelect>
        </div>
      </div>
      <p role="status" className="mb-2 max-w-prose text-[0.8125rem] text-pretty text-muted-foreground">
        {pending ? 'Working it out…' : answer ? basisWords(answer.effects, answer.days) : null}
      </p>
      <Refusal message={message} />
      {answer ? (
        <Card>
          <Table label="Cases in each queue, by the rules on this page">
            <TableHeader>
              <TableRow>
                <TableHead>Queue</TableHead>
                <TableHead>Decided</TableHead>
                <TableHead>Open now</TableHead>
              </TableRow>
            </TableHeader>
            <TableBody>
              {answer.effects.queues.map((of) => (
                <TableRow key={of.queueId}>
                  <TableCell className="font-medium break-words">
                    {queues.find(({ id }) => id === of.queueId)?.name ?? 'A queue made meanwhile'}
                  </TableCell>
                  <Figure before={of.before} after={of.after} />
                  <Figure before={of.waitingBefore} after={of.waitingAfter} />
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Card>
      ) : null}
    </section>
  )
}

function Figure({ before, after }: { before: number; after: number }) {
  return (
    <TableCell className="tabular-nums">
      {after}
      <span className="block text-[0.8125rem] text-muted-foreground">{changeWords(before, after)}</span>
    </TableCell>
  )
}
