import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { KnownEntry } from '@/lib/known/list-known'
import { type ChangeEntry, EntryActs } from './entry-acts'
import { entryState, judgedWords, kindWords, listedNames } from './known-words'

interface EntriesTableProps {
  entries: KnownEntry[]
  /** There are more than are shown. */
  more: boolean
  now: Date
  /** Absent: they may be read alone. */
  change: ChangeEntry | undefined
}

/** Entries of the lists: what each is said to be, and what people made of it. */
export function EntriesTable({ entries, more, now, change }: EntriesTableProps) {
  if (entries.length === 0) return <p className="text-sm text-muted-foreground">No entry fits that.</p>
  return (
    <div className="grid gap-2">
      <Card>
        <Table label="Entries">
          <TableHeader>
            <TableRow>
              <TableHead>Entry</TableHead>
              <TableHead>State</TableHead>
              <TableHead className="hidden lg:table-cell">Matches judged</TableHead>
              {change ? <TableHead className="sr-only">Acts</TableHead> : null}
            </TableRow>
          </TableHeader>
          <TableBody>
            {entries.map((entry) => (
              <TableRow key={entry.id}>
                <TableCell className="align-top [overflow-wrap:anywhere] whitespace-normal">
                  <span className="font-medium">{entry.label || listedNames[entry.what]}</span>{' '}
                  <Badge variant="outline">{listedNames[entry.what]}</Badge>
                  {entry.description && <span className="block">{entry.description}</span>}
                  <span className="block text-[0.8125rem] text-muted-foreground">
                    {kindWords(entry)} <code className="font-mono">{entry.hash.slice(0, 16)}…</code> of “{entry.list}”
                  </span>
                </TableCell>
                <TableCell className="align-top whitespace-normal">{entryState(entry, now)}</TableCell>
                <TableCell className="hidden align-top text-muted-foreground lg:table-cell">
                  {judgedWords(entry)}
                </TableCell>
                {change ? (
                  <TableCell className="align-top">
                    <EntryActs
                      entry={entry}
                      over={entry.expiresAt !== null && entry.expiresAt <= now}
                      change={change}
                    />
                  </TableCell>
                ) : null}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Card>
      {more && <p className="text-sm text-muted-foreground">There are more. Search for what you look for.</p>}
    </div>
  )
}
