import { ChevronsUp, CornerDownLeft } from 'lucide-react'
import { TimeAgo } from '@/components/shell/time-ago'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import type { CaseRail } from '@/lib/cases/read-rail'

/** That a case was handed up or sent to somebody: by whom, when and why. */
export function EscalateTold({ escalated, returned, now }: Pick<CaseRail, 'escalated' | 'returned'> & { now: Date }) {
  const told = escalated ?? returned
  if (!told) return null
  const Icon = escalated ? ChevronsUp : CornerDownLeft
  return (
    <Alert variant="info">
      <Icon aria-hidden />
      <AlertTitle>
        {escalated ? 'Escalated' : returned?.toMe ? 'Sent to you' : `Sent to ${returned?.toName ?? 'a former member'}`}
      </AlertTitle>
      <AlertDescription>
        <div className="grid gap-1">
          {told.reason && (
            <blockquote className="border-l-2 border-current/30 pl-3 whitespace-pre-line [overflow-wrap:anywhere]">
              {told.reason}
            </blockquote>
          )}
          <p>
            {told.byName ?? 'A former member'}
            {told.at && (
              <>
                , <TimeAgo at={told.at} now={now} />
              </>
            )}
          </p>
        </div>
      </AlertDescription>
    </Alert>
  )
}
