import type { Metadata, Route } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { ProgressView } from '@/components/retention/progress-view'
import { ReceiptActions } from '@/components/retention/receipt-actions'
import { ReceiptView } from '@/components/retention/receipt-view'
import { copiesOf } from '@/components/retention/shown-copy'
import { Page } from '@/components/shell/page'
import { PermissionDenied } from '@/components/shell/permission-denied'
import type { Member } from '@/lib/access/actor'
import { authorisePage, requireMember } from '@/lib/access/session'
import { now } from '@/lib/clock'
import { DocketError } from '@/lib/errors'
import { caseNumber } from '@/lib/http/case-number'
import { copyTitle } from '@/lib/retention/copies'
import { findReceiptSeal } from '@/lib/retention/find-receipt-seal'
import { readCaseRetention } from '@/lib/retention/read-case-retention'
import { readReceipt } from '@/lib/retention/read-receipt'
import { notePrintAction } from '../actions'

export const metadata: Metadata = { title: 'Receipt' }

export default async function ReceiptPage({ params }: PageProps<'/retention/[number]'>) {
  const given = (await params).number
  const member = await requireMember(`/retention/${given}`)
  if (!authorisePage(member, 'retention.read')) {
    return <PermissionDenied title="Receipt" permission="retention.read" role={member.role} />
  }
  const number = await orNotFound(async () => caseNumber(given))
  const retention = await orNotFound(() => readCaseRetention(member, { number }))
  const { reason } = retention
  if (reason === null) notFound()
  if (retention.retention === 'purged' && retention.receipt !== null) return <Receipt member={member} number={number} />
  return (
    <Page title={`Deletion of case ${number}`} description={<Places number={number} />}>
      <ProgressView
        reason={reason}
        dueAt={retention.dueAt}
        copies={retention.steps}
        survives={retention.survives}
        earlier={retention.receipt}
        now={now()}
      />
    </Page>
  )
}

async function Receipt({ member, number }: { member: Member; number: number }) {
  const { caseId, document, sha256, intact } = await readReceipt(member, { number })
  const seal = await findReceiptSeal(member, { caseId, sha256 })
  return (
    <Page
      title={`Receipt of case ${number}`}
      description={<Places number={number} />}
      actions={<ReceiptActions caseId={caseId} number={number} notePrint={notePrintAction} />}
    >
      <ReceiptView
        receipt={document}
        teamName={member.teamName}
        sha256={sha256}
        intact={intact}
        seal={seal}
        copies={copiesOf(document, copyTitle)}
      />
    </Page>
  )
}

function Places({ number }: { number: number }) {
  const look = 'inline-flex min-h-6 items-center text-primary underline decoration-primary/40 underline-offset-4'
  return (
    <span className="flex gap-4 print:hidden">
      <Link href={'/retention' as Route} className={look}>
        All deletions
      </Link>
      <Link href={`/cases/${number}` as Route} className={look}>
        Case {number}
      </Link>
    </span>
  )
}

async function orNotFound<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof DocketError && error.code === 'not_found') notFound()
    throw error
  }
}
