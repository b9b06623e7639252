import { CircleCheck, CircleDashed, CircleHelp, CircleX, type LucideIcon } from 'lucide-react'
import { utcTime } from '@/components/shell/format-time'
import { Badge, type BadgeProps } from '@/components/ui/badge'
import { attemptsInWords, proofNames, resultNames, subjectWords } from './retention-words'
import type { ShownCopy } from './shown-copy'

const results: Record<ShownCopy['result'], [LucideIcon, BadgeProps['variant']]> = {
  gone: [CircleCheck, 'real'],
  absent: [CircleCheck, 'real'],
  unknown: [CircleHelp, 'outline'],
  waiting: [CircleDashed, 'outline'],
  failed: [CircleX, 'destructive'],
}

/** Every copy of a deletion: what it is, what was done about it, and what shows that it is gone. */
export function CopyList({ copies }: { copies: ShownCopy[] }) {
  return (
    <ol className="divide-y rounded-lg border bg-card shadow-xs print:rounded-none print:border-x-0 print:shadow-none">
      {copies.map((copy) => (
        <li key={`${copy.copy} ${copy.subject}`} className="break-inside-avoid">
          <Copy copy={copy} />
        </li>
      ))}
    </ol>
  )
}

function Copy({ copy }: { copy: ShownCopy }) {
  const { title, subject, required, attempts, attemptedAt, method, result, failure, proof, proofSays } = copy
  const [Icon, variant] = results[result]
  return (
    <article className="grid gap-x-6 gap-y-1.5 px-4 py-3 text-sm md:grid-cols-[12rem_minmax(0,1fr)_minmax(0,1fr)] print:grid-cols-[10rem_minmax(0,1fr)_minmax(0,1fr)] print:px-0">
      <div className="grid content-start gap-1">
        <h3 className="font-medium">
          {title}
          {subject && (
            <code className="ml-1.5 font-mono text-xs text-muted-foreground" title={subject}>
              {subjectWords(subject)}
            </code>
          )}
        </h3>
        <Badge variant={variant}>
          <Icon aria-hidden /> {resultNames[result]}
        </Badge>
      </div>
      <div className="grid content-start gap-0.5">
        <p className="text-pretty">{method}</p>
        <p className="text-[0.8125rem] text-muted-foreground">
          {required ? `Has to go, ${attemptsInWords(attempts)}` : 'Told of, not required'}
          {required && attemptedAt && `, last on ${utcTime(attemptedAt)}`}
        </p>
      </div>
      <div className="grid content-start gap-0.5 [overflow-wrap:anywhere]">
        {failure && <p className="font-medium text-destructive">{failure}</p>}
        {proof ? (
          <p className="text-pretty">
            <span className="font-medium">{proofNames[proof].name}.</span> {proofSays}
          </p>
        ) : (
          !failure && <p className="text-muted-foreground">No proof yet.</p>
        )}
        {proof && proof !== 'not_covered' && copy.provenAt && (
          <p className="text-[0.8125rem] text-muted-foreground">On {utcTime(copy.provenAt)}</p>
        )}
      </div>
    </article>
  )
}
