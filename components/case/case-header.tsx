import { ChevronLeft, ChevronRight, Hand } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { GoesIn } from '@/components/retention/goes-in'
import { TimeAgo } from '@/components/shell/time-ago'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { stateNames } from '@/lib/cases/case-states'
import type { CaseDetail } from '@/lib/cases/read-case'
import { ActionButton } from './action-button'
import type { CaseActions } from './case-actions'
import { MediaTypeMark } from './media-type-mark'
import { sourceNames } from './media-words'
import { RetentionBadge } from './retention-badge'

interface CaseHeaderProps {
  detail: CaseDetail
  memberId: string
  mayClaim: boolean
  /** When its media goes, where it has to and is still there; null: as soon as nothing works on it. */
  goesAt: Date | null | undefined
  now: Date
  /** Addresses of the queue and the cases beside this one in it. */
  queueHref: string
  previousHref: string | null
  nextHref: string | null
  actions: Pick<CaseActions, 'claim' | 'release'>
  children?: ReactNode
}

/** The case's name, state and age, who has it, and the way to its neighbours in the queue. */
export function CaseHeader(props: CaseHeaderProps) {
  const { detail, memberId, mayClaim, goesAt, now, queueHref, previousHref, nextHref, actions, children } = props
  const { case: found, claimedByName } = detail
  const mine = found.state === 'claimed' && found.claimedBy === memberId
  return (
    <header className="grid gap-2">
      <div className="flex items-center justify-between gap-3">
        <nav aria-label="Breadcrumb">
          <ol className="flex items-center gap-1.5 text-sm text-muted-foreground">
            <li>
              <Link
                href={queueHref as Route}
                className="inline-flex min-h-6 items-center underline-offset-4 hover:underline"
              >
                Queue
              </Link>
            </li>
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
              {found.number}
            </span>{' '}
            {found.title}
          </h1>
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted-foreground">
            <Badge variant={found.state === 'failed' ? 'destructive' : 'default'}>{stateNames[found.state]}</Badge>
            <RetentionBadge zeroRetention={found.zeroRetention} withdrawn={found.withdrawnAt !== null} />
            {goesAt !== undefined && <GoesIn at={goesAt} now={now} />}
            <MediaTypeMark mediaType={found.mediaType} />
            <span>{sourceNames[found.source]}</span>
            <TimeAgo at={found.createdAt} now={now} />
            {found.state === 'claimed' && (
              <span>{mine ? 'You have this case' : `With ${claimedByName ?? 'someone'}`}</span>
            )}
          </p>
        </div>
        {/* One button that changes, so that it keeps the focus. */}
        {mayClaim && (found.state === 'waiting' || mine) && (
          <ActionButton
            variant="outline"
            action={mine ? actions.release : actions.claim}
            input={{ caseId: found.id }}
            busy={mine ? 'Giving back' : 'Taking'}
          >
            {mine ? (
              'Give it back'
            ) : (
              <>
                <Hand aria-hidden /> Take this case
              </>
            )}
          </ActionButton>
        )}
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
