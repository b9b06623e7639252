import { UsersRound } from 'lucide-react'
import { TimeAgo } from '@/components/shell/time-ago'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import type { CaseRail } from '@/lib/cases/read-rail'
import { ActionButton } from './action-button'
import type { CaseActions } from './case-actions'
import { askedWords, awaitedWords } from './review-words'

interface ReviewAwaitedProps {
  review: NonNullable<CaseRail['review']>
  now: Date
  withdraw: CaseActions['withdraw']
}

/** The second look or appeal that a case waits for: who asked, why, whether the reader may give it, and how to call it off. */
export function ReviewAwaited({ review, now, withdraw }: ReviewAwaitedProps) {
  const { title, means } = awaitedWords(review)
  return (
    <Alert variant={review.whyNot ? 'warning' : 'info'}>
      <UsersRound aria-hidden />
      <AlertTitle>{title}</AlertTitle>
      <AlertDescription>
        <div className="grid gap-1.5">
          <p>{review.whyNot ?? means}</p>
          {review.reason && (
            <blockquote className="border-l-2 border-current/30 pl-3 whitespace-pre-line [overflow-wrap:anywhere]">
              {review.reason}
            </blockquote>
          )}
          <p>
            {askedWords(review)}, <TimeAgo at={review.createdAt} now={now} />.
          </p>
          {review.mayWithdraw && (
            <div>
              <ActionButton
                variant="outline"
                size="sm"
                action={withdraw}
                input={{ reviewId: review.id }}
                busy="Calling off"
              >
                {review.kind === 'appeal' ? 'Call the appeal off' : 'Call the second look off'}
              </ActionButton>
            </div>
          )}
        </div>
      </AlertDescription>
    </Alert>
  )
}
