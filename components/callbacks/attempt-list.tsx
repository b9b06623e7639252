import { Disclosure } from '@/components/case/disclosure'
import { utcTime } from '@/components/shell/format-time'
import { attemptSentence, durationWords, type Tried, triesWords } from './callback-words'

/** The tries at sending something, on demand: when, what the receiver answered and how long it took. */
export function AttemptList({ attempts }: { attempts: Tried[] }) {
  if (attempts.length === 0) return <p className="text-[0.8125rem] text-muted-foreground">{triesWords(0)}</p>
  return (
    <Disclosure summary={triesWords(attempts.length)}>
      <ol className="grid gap-2 pb-1 pl-5">
        {attempts.map((attempt) => {
          const duration = durationWords(attempt)
          return (
            <li key={attempt.number} className="grid gap-x-4 text-[0.8125rem] sm:grid-cols-[13rem_1fr_auto]">
              <span className="text-muted-foreground tabular-nums">
                {attempt.number}. <time dateTime={attempt.startedAt.toISOString()}>{utcTime(attempt.startedAt)}</time>
              </span>
              <span className="min-w-0 break-words">{attemptSentence(attempt)}</span>
              <span className="text-muted-foreground tabular-nums">
                {attempt.status === null ? null : <>HTTP {attempt.status}</>}
                {attempt.status !== null && duration ? ', ' : null}
                {duration}
              </span>
            </li>
          )
        })}
      </ol>
    </Disclosure>
  )
}
