import { Fragment } from 'react'
import type { Share } from '@/lib/insights/wilson'
import { count, percent } from './insight-words'

export interface ShareRow {
  key: string
  name: string
  share: Share
}

interface ShareRowsProps {
  groups: readonly { name: string | null; rows: readonly ShareRow[] }[]
}

/**
 * Shares as dots on a line from 0 to 100 %, each with its 95 % interval: the wider, the less is known. Only a picture; the table
 * tells the same.
 */
export function ShareRows({ groups }: ShareRowsProps) {
  return (
    <div aria-hidden className="grid gap-2">
      {groups.map(({ name, rows }, place) => (
        <Fragment key={name ?? place}>
          {name && rows.length > 0 ? (
            <span className="pt-1 text-xs font-medium text-muted-foreground">{name}</span>
          ) : null}
          {rows.map(({ key, ...row }) => (
            <Row key={key} {...row} />
          ))}
        </Fragment>
      ))}
      <div className="grid text-xs text-muted-foreground sm:grid-cols-[9rem_minmax(0,1fr)_7.5rem] sm:gap-x-3">
        <span className="flex justify-between sm:col-start-2">
          <span>0 %</span>
          <span>50 %</span>
          <span>100 %</span>
        </span>
      </div>
    </div>
  )
}

function Row({ name, share: { share, low, high, n } }: Omit<ShareRow, 'key'>) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 text-[0.8125rem] sm:grid-cols-[9rem_minmax(0,1fr)_7.5rem]">
      <span className="truncate sm:col-start-1 sm:row-start-1">{name}</span>
      <svg
        className="col-span-2 row-start-2 h-4 w-full overflow-visible sm:col-span-1 sm:col-start-2 sm:row-start-1"
        aria-hidden
      >
        <title>{name}</title>
        <line x1="0%" x2="100%" y1="8" y2="8" className="stroke-border" />
        <line x1="50%" x2="50%" y1="4" y2="12" className="stroke-border" />
        {share === null ? null : (
          <>
            <line
              x1={`${low * 100}%`}
              x2={`${high * 100}%`}
              y1="8"
              y2="8"
              className="stroke-primary/60"
              strokeWidth="5"
              strokeLinecap="round"
            />
            <circle cx={`${share * 100}%`} cy="8" r="5.5" className="fill-primary stroke-card" strokeWidth="1.5" />
          </>
        )}
      </svg>
      <span className="text-right text-muted-foreground tabular-nums sm:col-start-3 sm:text-left">
        {share === null ? 'none yet' : `${percent(share)}, n = ${count(n)}`}
      </span>
    </div>
  )
}
