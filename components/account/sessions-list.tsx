'use client'

import { Monitor, Smartphone } from 'lucide-react'
import { AskFirst } from '@/components/settings/ask-first'
import { TimeAgo } from '@/components/shell/time-ago'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import type { OwnSession } from '@/lib/access/list-own-sessions'
import type { ActionResult } from '@/lib/http/server-action'

interface SessionsListProps {
  sessions: OwnSession[]
  now: Date
  endSession(input: { sessionId: string }): Promise<ActionResult<unknown>>
  endOthers(input: null): Promise<ActionResult<{ ended: number }>>
}

const unreachable = 'Docket could not be reached. The session still holds; try again.'

/** Where one is signed in; all but this one can be ended. */
export function SessionsList({ sessions, now, endSession, endOthers }: SessionsListProps) {
  const others = sessions.filter(({ present }) => !present).length
  return (
    <>
      <ul aria-label="Sessions" className="divide-y rounded-md border">
        {sessions.map((session) => (
          <SessionRow key={session.sessionId} session={session} now={now} endSession={endSession} />
        ))}
      </ul>
      {others > 1 ? (
        <AskFirst
          question={`End ${others} other sessions?`}
          means="Whoever uses them has to sign in again. This one goes on."
          says={['End the other sessions', 'Ending…']}
          act={() => endOthers(null)}
          done="Your other sessions have ended."
          unreachable="Docket could not be reached. The sessions still hold; try again."
        >
          <Button variant="outline" className="justify-self-start">
            End all other sessions
          </Button>
        </AskFirst>
      ) : null}
    </>
  )
}

function SessionRow({
  session,
  now,
  endSession,
}: { session: OwnSession; now: Date } & Pick<SessionsListProps, 'endSession'>) {
  const Icon = /iPhone|iPad|Android/.test(session.browser) ? Smartphone : Monitor
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
      <div className="grid min-w-0 flex-1 gap-0.5 text-sm">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
          {session.browser}
          {session.present ? <Badge variant="outline">this session</Badge> : null}
          {session.otherTeam ? <Badge variant="default">in {session.otherTeam}</Badge> : null}
        </p>
        <p className="break-words text-muted-foreground">
          From {session.address}
          {session.by === 'oidc' ? ', by your identity provider' : ''}
        </p>
        <p className="text-muted-foreground">
          Signed in <TimeAgo at={session.signedInAt} now={now} exact />
          {session.present ? null : (
            <>
              , last seen <TimeAgo at={session.lastSeenAt} now={now} />
            </>
          )}
        </p>
      </div>
      {session.present ? null : (
        <AskFirst
          question={`End the session of ${session.browser}?`}
          means={`From ${session.address}. Its next request is refused, and whoever uses it has to sign in again.`}
          says={['End the session', 'Ending…']}
          act={() => endSession({ sessionId: session.sessionId })}
          done={`The session of ${session.browser} has ended.`}
          unreachable={unreachable}
        >
          <Button
            variant="ghost"
            size="sm"
            className="text-destructive"
            aria-label={`End the session of ${session.browser} from ${session.address}`}
          >
            End
          </Button>
        </AskFirst>
      )}
    </li>
  )
}
