import { Lock, TriangleAlert } from 'lucide-react'
import { Disclosure } from '@/components/case/disclosure'
import { Panel } from '@/components/case/panel'
import { utcMinute } from '@/components/shell/format-time'
import { TimeAgo } from '@/components/shell/time-ago'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import { undoSeconds } from '@/lib/cases/undo-window'
import type { CaseRetention } from '@/lib/retention/read-case-retention'
import { AnswerErasure } from './answer-erasure'
import type { OfferedAct, RetentionActions } from './case-acts'
import { CopiesBar } from './copies-bar'
import { ReceiptLink } from './deleted-note'
import { GoesIn } from './goes-in'
import { purgeReasonNames } from './retention-words'
import { SurvivesList } from './survives-list'

/** What the case page knows of its media's end. */
export interface ViewedRetention {
  detail: CaseRetention
  offered: OfferedAct[]
  /** Whether the reader may confirm or refuse the erasure that is asked for: nobody their own. */
  mayAnswer: boolean
  /** Where the receipt, or how far the deletion has come, is shown; null for those who may not read it. */
  receiptHref: string | null
  actions: RetentionActions
}

interface RetentionPanelProps {
  retention: ViewedRetention
  number: number
  memberId: string
  now: Date
}

/** Whether there is anything to say of a case's media's end. */
export function saysRetention({ detail }: ViewedRetention): boolean {
  const { retention, held, request } = detail
  return retention !== 'keep' || held !== null || request !== null
}

/** The end of a case's media: when, why, what stays; a hold, and an erasure asked for. */
export function RetentionPanel({ retention, number, memberId, now }: RetentionPanelProps) {
  const { detail, mayAnswer, actions } = retention
  const { held, request } = detail
  return (
    <Panel id="retention" title="Retention">
      <div className="grid gap-4 text-sm">
        {held && (
          <Alert variant="info">
            <Lock aria-hidden />
            <AlertTitle>Under a legal hold</AlertTitle>
            <AlertDescription className="[overflow-wrap:anywhere]">
              Since {utcMinute(held.at)}, set by {held.byName ?? 'a former member'}; nothing of it is deleted.
              {held.reason && ` “${held.reason}”`}
            </AlertDescription>
          </Alert>
        )}
        {request && (
          <Alert variant="warning">
            <TriangleAlert aria-hidden />
            <AlertTitle>
              {request.requestedBy === memberId ? 'You asked' : `${request.requestedByName} asked`} for its erasure
            </AlertTitle>
            <AlertDescription className="grid gap-2">
              <p className="[overflow-wrap:anywhere]">
                “{request.reason}” (<TimeAgo at={request.createdAt} now={now} />)
              </p>
              {mayAnswer ? (
                <AnswerErasure requestId={request.requestId} number={number} answer={actions.answer} />
              ) : (
                <p>Another manager or admin has to confirm or refuse it.</p>
              )}
            </AlertDescription>
          </Alert>
        )}
        <Standing retention={retention} number={number} now={now} />
      </div>
    </Panel>
  )
}

function Standing({ retention: { detail, receiptHref }, number, now }: Omit<RetentionPanelProps, 'memberId'>) {
  const { retention, reason, dueAt, purgedAt, proven, required, steps, survives } = detail
  if (reason === null) return null
  const failed = steps.filter(({ result, required: has }) => has && result === 'failed').length
  return (
    <div className="grid gap-3">
      {retention === 'due' && (
        <div className="grid gap-1.5">
          <div>
            <GoesIn at={dueAt} now={now} />
          </div>
          <p className="text-pretty">{dueWords(detail)}</p>
        </div>
      )}
      {retention === 'purging' && (
        <div className="grid gap-1.5">
          <p className="text-pretty">
            The media is being deleted {purgeReasonNames[reason].under}.
            {failed > 0 && ' Not every copy could be; Docket goes on trying by itself.'}
          </p>
          <CopiesBar number={number} proven={proven} required={required} />
          {receiptHref && <ReceiptLink href={receiptHref}>How far it has come</ReceiptLink>}
        </div>
      )}
      {retention === 'purged' && purgedAt && (
        <p className="text-pretty">
          The media was deleted on {utcMinute(purgedAt)} {purgeReasonNames[reason].under}
          {required > 0 && `; ${proven} of ${required} copies are proven gone`}. <ReceiptLink href={receiptHref} />
        </p>
      )}
      <Disclosure summary={retention === 'purged' ? 'What survived' : 'What will survive'}>
        <SurvivesList survives={survives} />
      </Disclosure>
    </div>
  )
}

function dueWords({ reason, zeroRetention, dueAt }: CaseRetention): string {
  if (reason !== 'zero_retention') return `It goes ${reason ? purgeReasonNames[reason].under : ''}, at once.`
  if (!zeroRetention || dueAt === null) return 'It goes once its analysis and whatever follows from it have ended.'
  return `At ${utcMinute(dueAt)} at the latest, decided or not. Once it is decided, it goes ${undoSeconds / 60} minutes later, if that is sooner.`
}
