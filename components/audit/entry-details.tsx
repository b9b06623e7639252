import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { utcTime } from '@/components/shell/format-time'
import { isErased } from '@/lib/audit/erased-fact'
import type { AuditEntry } from '@/lib/audit/list-events'
import { ChangeTable } from './change-table'
import { EntryProof } from './entry-proof'
import { factName, factValue } from './fact-words'
import { Facts, linkClasses, Mono } from './facts'
import { aboutAddress } from './trail-filter'
import { actorKindNames, type NamesById, throughWords, trailActor } from './trail-words'

/** Everything an entry holds: who, through what, what changed from what to what, its facts, and what proves it. */
export function EntryDetails({ entry, names }: { entry: AuditEntry; names: NamesById }) {
  const { before, after, ...facts } = entry.facts
  const isChange = 'before' in entry.facts && 'after' in entry.facts
  const rows = Object.entries(isChange ? facts : entry.facts)
  return (
    <div className="mt-2 grid gap-4 rounded-md border bg-background p-3 sm:p-4">
      <Part title="Who and through what">
        <Facts
          rows={[
            ['Who', `${trailActor(entry, names)}, ${actorKindNames[entry.actorKind].toLowerCase()}`],
            ...(entry.actorId ? [['Their id', <Mono key="id">{entry.actorId}</Mono>] as [string, ReactNode]] : []),
            ['Through', throughWords(entry)],
            [
              'When',
              <time
                key="at"
                dateTime={entry.at.toISOString()}
              >{`${utcTime(entry.at)} (${entry.at.toISOString()})`}</time>,
            ],
          ]}
        />
      </Part>
      {isChange ? (
        <Part title="Before and after">
          <ChangeTable before={before} after={after} />
        </Part>
      ) : null}
      {rows.length > 0 ? (
        <Part title="What is recorded">
          <Facts
            rows={rows.map(([name, value]) => [
              factName(name, entry.type),
              <FactValue key={name} value={value} names={names} />,
            ])}
          />
        </Part>
      ) : null}
      <Part title="What proves it">
        <EntryProof entry={entry} />
      </Part>
    </div>
  )
}

function FactValue({ value, names }: { value: unknown; names: NamesById }) {
  if (isErased(value)) {
    return (
      <span className="text-muted-foreground">
        Erased. The entry holds only a salted commitment to it, so it still verifies, and the value cannot be had back.
      </span>
    )
  }
  const address = aboutAddress(value)
  return (
    <>
      <Mono>{factValue(value, names)}</Mono>
      {address && (
        <>
          {' '}
          <Link href={address as Route} prefetch={false} className={`text-xs ${linkClasses}`}>
            All about it
          </Link>
        </>
      )}
    </>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-1.5">
      <h3 className="text-xs font-semibold text-muted-foreground">{title}</h3>
      {children}
    </section>
  )
}
