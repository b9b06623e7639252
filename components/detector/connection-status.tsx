import { Cpu, Send, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { TimeAgo } from '@/components/shell/time-ago'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import type { ConnectionStatus as Status } from '@/lib/detect/read-connection-status'
import { currentWords, ownerWords, spanWords, underWayWords } from './detector-words'

/** Which detector the cases go to, whose connection it is, and how it is doing. */
export function ConnectionStatus({ status, now }: { status: Status; now: Date }) {
  const remote = status.use !== 'builtin'
  const Icon = remote ? Send : Cpu
  return (
    <section aria-labelledby="now-heading" className="grid gap-3">
      <h2 id="now-heading" className="text-base font-semibold tracking-tight">
        Now
      </h2>
      <Card className="gap-0">
        <div className="flex gap-3 px-5 py-4 text-sm">
          <Icon aria-hidden className="mt-0.5 size-4.5 shrink-0 text-muted-foreground" />
          <div className="grid min-w-0 gap-1 [overflow-wrap:anywhere]">
            <p className="font-medium text-pretty">{currentWords(status.use, status.host)}</p>
            <p className="text-muted-foreground">
              {remote
                ? `Media leaves this server for ${status.host}. ${ownerWords(status.connectionOf) ?? ''}`
                : idleWords(status)}
            </p>
          </div>
        </div>
        {(remote || status.underWay > 0) && <Doing status={status} now={now} />}
      </Card>
      {!status.keyOpens && (
        <Alert variant="destructive">
          <TriangleAlert aria-hidden />
          <AlertTitle>The kept key cannot be opened</AlertTitle>
          <AlertDescription>
            It was sealed with another AUTH_SECRET. Nothing can be sent until an admin enters the key again.
          </AlertDescription>
        </Alert>
      )}
    </section>
  )
}

function idleWords({ host }: Status): string {
  return host === null
    ? 'No Detect API is connected. Media stays on this server.'
    : `A Detect API is connected (${host}) and not used. Media stays on this server.`
}

function Doing({ status, now }: { status: Status; now: Date }) {
  const { lastSuccessAt, lastErrorAt, lastError, lastCallbackAt, lastCallbackLag } = status
  const standing = lastErrorAt !== null && (lastSuccessAt === null || lastErrorAt > lastSuccessAt)
  const underWay = (
    <Row name="Under way there">
      {underWayWords(status.underWay, status.inTrouble)}
      {status.oldestSentAt && (
        <>
          {' '}
          The oldest was sent <TimeAgo at={status.oldestSentAt} now={now} />.
        </>
      )}
    </Row>
  )
  if (status.use === 'builtin') return <dl className="border-t text-sm">{underWay}</dl>
  return (
    <dl className="divide-y border-t text-sm">
      <Row name="Last success">{lastSuccessAt ? <TimeAgo at={lastSuccessAt} now={now} exact /> : 'None yet.'}</Row>
      <Row name="Last error">
        {lastErrorAt ? (
          <span className="grid gap-1">
            <span className={standing ? 'font-medium text-destructive' : undefined}>
              <TimeAgo at={lastErrorAt} now={now} exact />
              {standing ? ', and no success since' : ', before the last success'}
            </span>
            {lastError}
          </span>
        ) : (
          'None.'
        )}
      </Row>
      <Row name="Last callback">
        {lastCallbackAt ? (
          <>
            <TimeAgo at={lastCallbackAt} now={now} exact />
            {lastCallbackLag !== null && `, ${spanWords(lastCallbackLag)} after the detection had ended there`}
          </>
        ) : (
          noCallbackWords(status)
        )}
      </Row>
      {underWay}
    </dl>
  )
}

function noCallbackWords({ takesCallbacks, host }: Status): string {
  const otherwise = 'Docket asks by itself where none comes, so that verdicts only come a little later.'
  return takesCallbacks
    ? `None yet. ${otherwise}`
    : `None are asked for: ${host} cannot be expected to reach this server at its PUBLIC_URL. ${otherwise}`
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-6 gap-y-0.5 px-5 py-3 sm:grid-cols-[10rem_minmax(0,1fr)]">
      <dt className="font-medium">{name}</dt>
      <dd className="text-pretty [overflow-wrap:anywhere]">{children}</dd>
    </div>
  )
}
