import { Download } from 'lucide-react'
import { GuardedDownload } from '@/components/shell/guarded-download'
import { TimeAgo } from '@/components/shell/time-ago'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { ActionResult } from '@/lib/http/server-action'
import type { KnownList } from '@/lib/known/list-known'
import { RemoveList } from './remove-list'

interface ListsTableProps {
  lists: KnownList[]
  now: Date
  /** Absent: they may be read alone. */
  remove: ((input: { listId: string }) => Promise<ActionResult<unknown>>) | undefined
}

/** The lists that were brought: where each is from, what it may be used for, and how many entries match. */
export function ListsTable({ lists, now, remove }: ListsTableProps) {
  return (
    <Card>
      <Table label="Lists of known media">
        <TableHeader>
          <TableRow>
            <TableHead>List</TableHead>
            <TableHead>Entries</TableHead>
            <TableHead className="hidden md:table-cell">Brought</TableHead>
            {remove ? <TableHead className="sr-only">Acts</TableHead> : null}
          </TableRow>
        </TableHeader>
        <TableBody>
          {lists.map((list) => (
            <TableRow key={list.id}>
              <TableCell className="align-top [overflow-wrap:anywhere] whitespace-normal">
                <span className="font-medium">{list.name}</span>
                <span className="block text-[0.8125rem] text-muted-foreground">
                  {[list.source, list.licence].filter(Boolean).join(' · ') || 'Where it is from was not said.'}
                </span>
              </TableCell>
              <TableCell className="align-top">
                {list.entries.toLocaleString('en')}
                {list.resting > 0 && (
                  <span className="block text-[0.8125rem] text-muted-foreground">
                    {list.resting.toLocaleString('en')} refuted or over
                  </span>
                )}
              </TableCell>
              <TableCell className="hidden align-top text-muted-foreground md:table-cell">
                <TimeAgo at={list.createdAt} now={now} /> by {list.importedBy ?? 'a former member'}
              </TableCell>
              {remove ? (
                <TableCell className="align-top">
                  <div className="flex flex-wrap justify-end gap-2">
                    <GuardedDownload action={`/api/known-media/${list.id}`} permission="known.export">
                      <Button type="submit" variant="outline" size="sm" aria-label={`Download “${list.name}” as CSV`}>
                        <Download aria-hidden /> CSV
                      </Button>
                    </GuardedDownload>
                    <RemoveList list={list} remove={remove} />
                  </div>
                </TableCell>
              ) : null}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}
