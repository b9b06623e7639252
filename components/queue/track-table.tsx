'use client'

import { type ReactNode, useState } from 'react'
import { percent } from '@/components/case/verdict-words'
import { clockTime, spokenTime } from '@/components/media/clock-time'
import { sparkReading } from '@/components/media/sparkline-bars'
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from '@/components/ui/dialog'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'

interface TrackTableProps {
  /** What the scores are of, and of which case. */
  title: string
  /** 0-1; null: not judged. */
  scores: (number | null)[]
  /** Where each stands in the media. */
  seconds: number[]
  /** The chart. */
  children: ReactNode
}

/** The chart of a row, which opens its numbers as a table. Over the link of the row; the table is made when it is opened. */
export function TrackTable({ title, scores, seconds, children }: TrackTableProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className="relative z-10 inline-flex min-h-6 min-w-0 cursor-pointer items-center rounded-sm hover:bg-accent"
      >
        {children}
        <span className="sr-only"> Show as a table</span>
      </button>
      {open && (
        <Dialog open onOpenChange={setOpen}>
          <DialogContent>
            <DialogHeader>
              <DialogTitle>{title}</DialogTitle>
              <DialogDescription>
                {sparkReading(scores, title, seconds)} Of long media each line is the highest of its stretch; the page
                of the case has them all.
              </DialogDescription>
            </DialogHeader>
            <TrackRows title={title} scores={scores} seconds={seconds} />
          </DialogContent>
        </Dialog>
      )}
    </>
  )
}

/** Each score of the chart with its time. */
export function TrackRows({ title, scores, seconds }: Omit<TrackTableProps, 'children'>) {
  return (
    <div className="max-h-96 overflow-y-auto rounded-md border">
      <Table label={title}>
        <TableHeader>
          <TableRow>
            <TableHead>Time</TableHead>
            <TableHead>Score</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {scores.map((score, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a place in the chart is all that tells them apart
            <TableRow key={at}>
              <TableCell className="tabular-nums">
                <span aria-hidden>{clockTime(seconds[at] ?? 0)}</span>
                <span className="sr-only">{spokenTime(seconds[at] ?? 0)}</span>
              </TableCell>
              <TableCell className="tabular-nums">{score === null ? 'Not judged' : percent(score)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  )
}
