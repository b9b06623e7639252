import type { Route } from 'next'
import Link from 'next/link'
import { Fragment } from 'react'
import { TimeAgo } from '@/components/shell/time-ago'
import { Card } from '@/components/ui/card'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { ListedCallback } from '@/lib/callbacks/list-callbacks'
import { AttemptList } from './attempt-list'
import { CallbackStatusMark } from './callback-status'
import { type SendAgain, SendAgainButton } from './send-again-button'

interface CallbacksTableProps {
  callbacks: ListedCallback[]
  now: Date
  /** Absent for those who may only look. */
  sendAgain?: SendAgain<{ callbackId: string }> | undefined
}

/** The delivery log: where each outcome went, where it stands, and every try. */
export function CallbacksTable({ callbacks, now, sendAgain }: CallbacksTableProps) {
  const columns = sendAgain ? 5 : 4
  return (
    <Card>
      <Table label="Callbacks">
        <TableHeader>
          <TableRow>
            <TableHead>Receiver</TableHead>
            <TableHead className="hidden sm:table-cell">Of</TableHead>
            <TableHead>State</TableHead>
            <TableHead className="hidden md:table-cell">Asked for</TableHead>
            {sendAgain ? (
              <TableHead>
                <span className="sr-only">Send again</span>
              </TableHead>
            ) : null}
          </TableRow>
        </TableHeader>
        <TableBody>
          {callbacks.map((callback) => (
            <Fragment key={callback.callbackId}>
              <TableRow className="border-0">
                <TableCell className="pb-0 align-top">
                  <span className="font-medium break-all">{callback.receiver}</span>
                  <span className="block text-[0.8125rem] sm:hidden">
                    <Subject callback={callback} />
                  </span>
                </TableCell>
                <TableCell className="hidden pb-0 align-top sm:table-cell">
                  <Subject callback={callback} />
                </TableCell>
                <TableCell className="pb-0 align-top">
                  <CallbackStatusMark callback={callback} now={now} />
                </TableCell>
                <TableCell className="hidden pb-0 align-top whitespace-nowrap text-muted-foreground md:table-cell">
                  <TimeAgo at={callback.createdAt} now={now} />
                </TableCell>
                {sendAgain ? (
                  <TableCell className="pb-0 text-right align-top">
                    {callback.endedAt ? (
                      <SendAgainButton
                        input={{ callbackId: callback.callbackId }}
                        receiver={callback.receiver}
                        sendAgain={sendAgain}
                      />
                    ) : null}
                  </TableCell>
                ) : null}
              </TableRow>
              <TableRow>
                <TableCell colSpan={columns} className="pt-1">
                  <AttemptList attempts={callback.attempts} />
                </TableCell>
              </TableRow>
            </Fragment>
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}

/** What is reported: a case's verdict, the report on it, or a batch. */
function Subject({ callback: { caseNumber, ofReport, batchFiles } }: { callback: ListedCallback }) {
  if (caseNumber === null) return <>A batch of {batchFiles === 1 ? '1 file' : `${batchFiles} files`}</>
  return (
    <>
      {ofReport ? 'Report on ' : null}
      <Link
        href={`/cases/${caseNumber}` as Route}
        className="font-medium whitespace-nowrap text-primary underline decoration-primary/40 underline-offset-4 hover:decoration-primary"
      >
        Case #{caseNumber}
      </Link>
    </>
  )
}
