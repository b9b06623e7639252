'use client'

import { CircleCheck, CircleX, ShieldCheck, ShieldQuestion } from 'lucide-react'
import type { ReactNode } from 'react'
import { CopyButton } from '@/components/case/copy-button'
import { Disclosure } from '@/components/case/disclosure'
import { actorWords } from '@/components/case/event-sentence'
import { Refusal } from '@/components/shell/refusal'
import { TimeAgo } from '@/components/shell/time-ago'
import { Button } from '@/components/ui/button'
import { Progress } from '@/components/ui/progress'
import type { Verification } from '@/lib/audit/read-verification'
import { ProblemTable } from './problem-table'
import { useVerify } from './use-verify'
import { checkedWords, mirrorWords } from './verification-words'

interface VerificationPanelProps {
  verification: Verification
  /** The key that signs the trail, as docket-verify takes it. */
  publicKey: string
  mayVerify: boolean
  now: Date
}

/** Whether the trail holds: what the last check found, when and by whom, and a button that checks it now. */
export function VerificationPanel({ verification, publicKey, mayVerify, now }: VerificationPanelProps) {
  const { last, checkpoint, mirrors } = verification
  const { state, start } = useVerify()
  const size = checkpoint?.size ?? 0
  return (
    <section aria-labelledby="verification" className="mb-6 rounded-lg border bg-card p-4 shadow-xs sm:p-5">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 gap-3">
          <Mark ok={last ? last.ok : null} />
          <div className="min-w-0">
            <h2 id="verification" className="text-base leading-6 font-semibold tracking-tight">
              {last ? (last.ok ? 'The trail holds' : 'The trail does not hold') : 'The trail was not verified yet'}
            </h2>
            <p className="text-sm text-pretty text-muted-foreground">
              {last ? (
                <>
                  {checkedWords(last)} Verified <TimeAgo at={last.at} now={now} exact /> by {actorWords(last)}.
                </>
              ) : (
                'Verifying goes through every entry, its hash, the tree over them and each signed checkpoint.'
              )}
            </p>
            <p className="mt-1 text-[0.8125rem] text-pretty text-muted-foreground">
              {checkpoint ? (
                <>
                  {size.toLocaleString('en')} {size === 1 ? 'entry is' : 'entries are'} sealed; last checkpoint signed{' '}
                  <TimeAgo at={checkpoint.at} now={now} exact />.
                </>
              ) : (
                'No entry is sealed yet: that takes about a second after the server has started.'
              )}
              {mirrors.map((mirror) => (
                <span key={mirror.place} className={mirror.failure ? 'font-medium text-verdict-fake' : undefined}>
                  {' '}
                  {mirrorWords(mirror)}
                </span>
              ))}
            </p>
          </div>
        </div>
        {mayVerify ? (
          <Button variant="outline" onClick={start} disabled={state.at === 'running'}>
            <ShieldCheck aria-hidden />
            {state.at === 'running' ? 'Verifying…' : 'Verify now'}
          </Button>
        ) : null}
      </div>
      <div className="mt-2 sm:pl-8">
        <Disclosure summary="The key that signs it">
          <div className="flex items-start gap-2">
            <code className="min-w-0 font-mono text-[0.8125rem] break-all">{publicKey}</code>
            <CopyButton text={publicKey} what="Key" />
          </div>
          <p className="mt-1 max-w-prose text-[0.8125rem] text-pretty text-muted-foreground">
            Give it to whoever checks your exports, beforehand and by another way: an export that was made up from
            beginning to end fits a key of its own.
          </p>
        </Disclosure>
      </div>
      {state.at === 'running' ? (
        <Below>
          <Progress aria-label="Verifying the trail" value={size > 0 ? (100 * state.done) / size : null} />
          <p className="text-[0.8125rem] text-muted-foreground tabular-nums">
            {state.done.toLocaleString('en')} of {size.toLocaleString('en')} entries. You may leave this page: the
            result is written into the trail.
          </p>
        </Below>
      ) : null}
      <p role="status" className="sr-only">
        {state.at === 'done'
          ? state.report.found === 0
            ? 'Verified: the trail holds.'
            : 'Verified: it does not hold.'
          : ''}
      </p>
      {state.at === 'failed' ? (
        <Below>
          <Refusal message={state.message} />
        </Below>
      ) : null}
      {state.at === 'done' ? (
        <Below>
          <ProblemTable report={state.report} />
        </Below>
      ) : null}
    </section>
  )
}

function Below({ children }: { children: ReactNode }) {
  return <div className="mt-3 grid gap-2">{children}</div>
}

function Mark({ ok }: { ok: boolean | null }) {
  if (ok === null) return <ShieldQuestion aria-hidden className="mt-0.5 size-5 shrink-0 text-muted-foreground" />
  return ok ? (
    <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-verdict-real" />
  ) : (
    <CircleX aria-hidden className="mt-0.5 size-5 shrink-0 text-verdict-fake" />
  )
}
