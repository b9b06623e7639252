'use client'

import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { percent } from '@/components/case/verdict-words'
import { Button } from '@/components/ui/button'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { SpectrumLevels } from '@/lib/engine/sound/spectrum-levels'
import { loudnessRows } from './loudness'
import { windowsToList } from './many-windows'
import { spanTimes } from './spans'
import { levelTable } from './spectrogram-levels'
import type { AlignedSpectrogram, MediaTracks, Span } from './tracks'

interface AxisTablesProps {
  tracks: MediaTracks
  spans: Span[]
  /** Null where there is no player to go to a moment in. */
  onSeek: ((seconds: number) => void) | null
  /** Null where nothing can be pinned. */
  onPin: ((span: Span) => void) | null
}

const trackWords = { picture: 'Picture', sound: 'Sound', file: 'File' }

/** Everything the axis draws, in words and numbers. */
export function AxisTables({ tracks: { scores, loudness, spectrogram }, spans, onSeek, onPin }: AxisTablesProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1">
      {spans.length > 0 && (
        <DataTable
          title="Suspicious spans as a table"
          columns={['Time', 'Track', 'Highest score', 'Found', ...(onPin ? ['Pin'] : [])]}
          rows={spans.map((span) => ({
            key: `${span.track} ${span.start} ${span.end} ${span.evidenceId}`,
            cells: [
              <Moment key="at" span={span} onSeek={onSeek} />,
              trackWords[span.track],
              span.highest === null ? 'No score' : percent(span.highest),
              span.found.join(', ') || 'Nothing',
              ...(onPin
                ? [
                    <Button key="pin" variant="link" size="inline" className="min-h-6" onClick={() => onPin(span)}>
                      Pin<span className="sr-only"> {spanTimes(span)}</span>
                    </Button>,
                  ]
                : []),
            ],
          }))}
        />
      )}
      {scores.map(({ name, title, windows }) => (
        <DataTable
          key={name}
          title={`${title} as a table${tableNote(windows.length, windowsToList(windows).length)}`}
          columns={['Time', 'Verdict', 'Score', 'Found']}
          rows={windowsToList(windows).map((window) => ({
            key: String(window.start),
            cells: [
              <Moment key="at" span={window} onSeek={onSeek} />,
              window.label ?? (window.score === null ? 'Not judged' : 'None given'),
              window.score === null ? 'None' : percent(window.score),
              window.found.join(', ') || 'Nothing',
            ],
          }))}
        />
      ))}
      {loudness && (
        <DataTable
          title="Loudness as a table"
          columns={['Time', 'Highest peak, of full scale']}
          rows={loudnessRows(loudness).map((row) => ({
            key: String(row.start),
            cells: [<Moment key="at" span={row} onSeek={onSeek} />, `${Math.round(row.peak * 100)}%`],
          }))}
        />
      )}
      {spectrogram?.levels && <LevelTable {...spectrogram} levels={spectrogram.levels} onSeek={onSeek} />}
    </div>
  )
}

type LevelTableProps = Pick<AlignedSpectrogram, 'start' | 'seconds'> &
  Pick<AxisTablesProps, 'onSeek'> & { levels: SpectrumLevels }

function LevelTable({ levels, start, seconds, onSeek }: LevelTableProps) {
  const { columns, rows } = levelTable(levels, start, seconds)
  return (
    <DataTable
      title="Spectrogram as a table: the strongest pitch of each band, in decibels below full scale"
      columns={['Time', ...columns]}
      rows={rows.map(({ cells, ...span }) => ({
        key: String(span.start),
        cells: [<Moment key="at" span={span} onSeek={onSeek} />, ...cells],
      }))}
    />
  )
}

function tableNote(all: number, listed: number): string {
  return all === listed ? '' : `: the ${listed} highest of ${all}`
}

interface MomentProps {
  span: Pick<Span, 'start' | 'end'>
  onSeek: AxisTablesProps['onSeek']
}

function Moment({ span, onSeek }: MomentProps) {
  if (!onSeek) return spanTimes(span)
  return (
    <Button variant="link" size="inline" className="min-h-6 tabular-nums" onClick={() => onSeek(span.start)}>
      <span className="sr-only">Go to </span>
      {spanTimes(span)}
    </Button>
  )
}

interface DataTableProps {
  title: string
  columns: string[]
  rows: { key: string; cells: ReactNode[] }[]
}

function DataTable({ title, columns, rows }: DataTableProps) {
  return (
    <details className="group">
      <summary className="flex min-h-8 w-fit cursor-pointer list-none items-center gap-1 text-sm font-medium [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 shrink-0 transition-transform group-open:rotate-90" />
        {title}
      </summary>
      <div className="mt-2 max-h-80 overflow-y-auto rounded-md border">
        <Table label={title}>
          <TableHeader>
            <TableRow>
              {columns.map((column) => (
                <TableHead key={column}>{column}</TableHead>
              ))}
            </TableRow>
          </TableHeader>
          <TableBody>
            {rows.map(({ key, cells }) => (
              <TableRow key={key}>
                {cells.map((cell, at) => (
                  <TableCell key={columns[at]} className="tabular-nums">
                    {cell}
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </details>
  )
}
