import { ChevronLeft, ChevronRight, Languages } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { DueIn } from '@/components/queue/due-in'
import { searchOf } from '@/components/queue/queue-places'
import { GoesIn } from '@/components/retention/goes-in'
import { TimeAgo } from '@/components/shell/time-ago'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { stateNames } from '@/lib/cases/case-states'
import type { CaseDetail } from '@/lib/cases/read-case'
import type { CaseRail } from '@/lib/cases/read-rail'
import type { CaseActions } from './case-actions'
import { ClaimButton } from './claim-button'
import { ClaimLease } from './claim-lease'
import { HeaderUndoDecision } from './header-undo-decision'
import { languageWords } from './language-words'
import { MediaTypeMark } from './media-type-mark'
import { sourceNames, titleWords } from './media-words'
import { RetentionBadge } from './retention-badge'

interface CaseHeaderProps {
  detail: CaseDetail
  rail: Pick<CaseRail, 'review' | 'escalated' | 'may' | 'standing'>
  memberId: string
  mayClaim: boolean
  /** When its media goes, where it has to and is still there; null: as soon as nothing works on it. */
  goesAt: Date | null | undefined
  now: Date
  /** Addresses of the queue and the cases beside this one in it. */
  queueHref: string
  previousHref: string | null
  nextHref: string | null
  actions: Pick<CaseActions, 'claim' | 'release' | 'extend' | 'undo'>
  children?: ReactNode
}

/** The case's name, state and age, who has it, its decision while it can be taken back, and the way to its neighbours in the queue. */
export function CaseHeader(props: CaseHeaderProps) {
  const { detail, rail, memberId, mayClaim, goesAt, now, queueHref, previousHref, nextHref, actions, children } = props
  const { case: found, claimedByName, queueName } = detail
  const mine = found.state === 'claimed' && found.claimedBy === memberId
  return (
    <header className="grid gap-2">
      <div className="flex items-center justify-between gap-3">
        <nav aria-label="Breadcrumb">
          <ol className="flex flex-wrap items-center gap-x-1.5 text-sm text-muted-foreground">
            <li>
              <Link
                href={queueHref as Route}
                className="inline-flex min-h-6 items-center underline-offset-4 hover:underline"
              >
                Queue
              </Link>
            </li>
            {queueName !== null && (
              <>
                <li aria-hidden>/</li>
                <li className="min-w-0">
                  <Link
                    href={`/queue${searchOf({ queueId: found.queueId })}` as Route}
                    className="inline-flex min-h-6 items-center underline-offset-4 [overflow-wrap:anywhere] hover:underline"
                  >
                    {queueName}
                  </Link>
                </li>
              </>
            )}
            <li aria-hidden>/</li>
            <li aria-current="page" className="tabular-nums">
              Case {found.number}
            </li>
          </ol>
        </nav>
        <div className="flex items-center gap-1">
          <NeighbourLink href={previousHref} label="Previous case">
            <ChevronLeft aria-hidden />
          </NeighbourLink>
          <NeighbourLink href={nextHref} label="Next case">
            <ChevronRight aria-hidden />
          </NeighbourLink>
          {children}
        </div>
      </div>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="grid min-w-0 gap-1.5">
          <h1 className="text-2xl leading-8 font-semibold tracking-tight [overflow-wrap:anywhere]">
            <span className="text-muted-foreground tabular-nums">
              <span className="sr-only">Case </span>
              {/* The space in one piece with the number: a lone one is left out of the heading's name. */}
              {`${found.number} `}
            </span>
            {titleWords(found.title)}
          </h1>
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted-foreground">
            <Badge variant={found.state === 'failed' ? 'destructive' : 'default'}>{stateNames[found.state]}</Badge>
            {rail.review && <Badge variant="outline">{rail.review.kind === 'appeal' ? 'Appeal' : 'Second look'}</Badge>}
            {rail.escalated && <Badge variant="outline">Escalated</Badge>}
            <RetentionBadge zeroRetention={found.zeroRetention} withdrawn={found.withdrawnAt !== null} />
            {goesAt !== undefined && <GoesIn at={goesAt} now={now} />}
            <DueIn of={found} now={now} />
            <MediaTypeMark mediaType={found.mediaType} />
            {found.language !== null && (
              <span className="inline-flex items-center gap-1">
                <Languages aria-hidden className="size-3.5" />
                <span className="sr-only">Language </span>
                {languageWords(found.language)}
              </span>
            )}
            <span>{sourceNames[found.source]}</span>
            <TimeAgo at={found.createdAt} now={now} />
            <ClaimLease
              key={found.id}
              caseId={found.id}
              mine={mine}
              holder={found.state === 'claimed' && !mine ? (claimedByName ?? 'someone') : null}
              until={found.state === 'claimed' ? found.claimedUntil : null}
              now={now}
              claim={actions.claim}
              extend={actions.extend}
            />
          </div>
        </div>
        {rail.standing?.undoUntil && (
          <HeaderUndoDecision
            key={rail.standing.id}
            caseId={found.id}
            decisionId={rail.standing.id}
            until={rail.standing.undoUntil}
            now={now}
            undo={actions.undo}
          />
        )}
        {mayClaim && (mine || rail.may.decide) && <ClaimButton caseId={found.id} mine={mine} actions={actions} />}
      </div>
    </header>
  )
}

function NeighbourLink({ href, label, children }: { href: string | null; label: string; children: ReactNode }) {
  if (!href) {
    return (
      <Button variant="ghost" size="icon-sm" disabled aria-label={`${label}: none`}>
        {children}
      </Button>
    )
  }
  return (
    <Button variant="ghost" size="icon-sm" asChild>
      <Link href={href as Route} aria-label={label} title={label}>
        {children}
      </Link>
    </Button>
  )
}
