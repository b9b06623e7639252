import { TimeAgo } from '@/components/shell/time-ago'
import { findingNames } from '@/lib/cases/case-states'
import type { CaseRail, RailDecision } from '@/lib/cases/read-rail'
import { Disclosure } from './disclosure'
import { outcomeWords } from './review-words'

interface ReviewHistoryProps {
  rail: Pick<CaseRail, 'decisions' | 'standing' | 'reviews'>
  /** The decision that is shown above. */
  shownId: string | null
  now: Date
}

const kindNames: Record<RailDecision['kind'], string> = {
  first: 'First decision',
  second: 'Second look',
  appeal: 'On appeal',
}

/** Decisions that came before, those taken back included, and how each second look and appeal ended. */
export function ReviewHistory({ rail, shownId, now }: ReviewHistoryProps) {
  const earlier = rail.decisions.filter(({ id }) => id !== shownId)
  const ended = rail.reviews.filter(({ status }) => status !== 'open')
  if (earlier.length === 0 && ended.length === 0) return null
  return (
    <Disclosure summary="Earlier decisions and second looks">
      <ul className="grid gap-3 text-sm">
        {earlier.map(({ id, kind, finding, reason, decidedByName, createdAt, undoneAt }) => (
          <li key={id} className="grid gap-0.5">
            <p>
              <span className="font-medium">
                {kindNames[kind]}: {findingNames[finding].name}
              </span>
              {undoneAt && ' (taken back)'}
            </p>
            <p className="whitespace-pre-line [overflow-wrap:anywhere]">{reason}</p>
            <p className="text-muted-foreground">
              {decidedByName ?? 'A former member'}, <TimeAgo at={createdAt} now={now} />
            </p>
          </li>
        ))}
        {ended.map((review) => (
          <li key={review.id} className="grid gap-0.5">
            <p className="font-medium">{outcomeWords(review)}</p>
            {review.reason && <p className="whitespace-pre-line [overflow-wrap:anywhere]">{review.reason}</p>}
            {review.answeredAt && (
              <p className="text-muted-foreground">
                <TimeAgo at={review.answeredAt} now={now} />
              </p>
            )}
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}
