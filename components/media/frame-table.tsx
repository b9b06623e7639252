'use client'

import { ChevronRight } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { FrameAnalysis } from '@/lib/engine/analysis'
import { clockTime } from './clock-time'

interface FrameTableProps {
  frames: FrameAnalysis[]
  /** Null where there is no player to go to a moment in. */
  onSeek: ((seconds: number) => void) | null
}

/** The frame scores as a table: everything the axis draws, in words and numbers. */
export function FrameTable({ frames, onSeek }: FrameTableProps) {
  return (
    <details className="group">
      <summary className="flex min-h-8 w-fit cursor-pointer list-none items-center gap-1 text-sm font-medium">
        <ChevronRight aria-hidden className="size-4 transition-transform group-open:rotate-90" />
        Frame scores as a table
      </summary>
      <div className="mt-2 max-h-80 overflow-y-auto rounded-md border">
        <Table label="Frame scores">
          <TableHeader>
            <TableRow>
              <TableHead>Time</TableHead>
              <TableHead>Verdict</TableHead>
              <TableHead className="text-right">Score</TableHead>
              <TableHead className="text-right">Synthetic</TableHead>
              <TableHead className="text-right">Manipulated</TableHead>
              <TableHead>Found</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {frames.map(({ second, verdict, hits }) => (
              <TableRow key={second}>
                <TableCell className="tabular-nums">
                  {onSeek ? (
                    <Button
                      variant="link"
                      size="inline"
                      className="min-h-6 tabular-nums"
                      aria-label={`Go to ${clockTime(second)}`}
                      onClick={() => onSeek(second)}
                    >
                      {clockTime(second)}
                    </Button>
                  ) : (
                    clockTime(second)
                  )}
                </TableCell>
                <TableCell className="whitespace-nowrap">{verdict.label}</TableCell>
                <TableCell className="text-right tabular-nums">{verdict.score.toFixed(2)}</TableCell>
                <TableCell className="text-right tabular-nums">{verdict.synthetic.toFixed(2)}</TableCell>
                <TableCell className="text-right tabular-nums">{verdict.manipulated.toFixed(2)}</TableCell>
                <TableCell className="min-w-48">{hits.map(({ title }) => title).join(', ') || 'Nothing'}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </details>
  )
}
