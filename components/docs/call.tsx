import { scopeNames } from '@/components/shell/role-names'
import { Card } from '@/components/ui/card'
import type { ReferenceCall } from '@/lib/detect/endpoints-reference'
import { anchored, recordAnchor } from './anchors'
import { Curl } from './curl'
import { FieldTable } from './field-table'
import { MethodMark } from './method-mark'

const small = 'mb-1.5 text-sm font-semibold'

/** One call: what it does, what it takes, what it answers, and a command to try it with. */
export function Call({ call }: { call: ReferenceCall }) {
  const { id, method, path, summary, details, scope, parameters, answers, examples } = call
  return (
    <section aria-labelledby={id}>
      <Card className="gap-5 p-4 sm:p-5">
        <header className="grid gap-2">
          <h3 id={id} className={`${anchored} text-base font-semibold tracking-tight`}>
            {summary}
          </h3>
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <MethodMark method={method} />
            <code className="font-mono text-[0.8125rem] wrap-anywhere">{path}</code>
          </p>
          <p className="text-[0.8125rem] text-muted-foreground">
            {scope ? `Needs a key that may ${scopeNames[scope].name.toLowerCase()} (scope ${scope}).` : 'Needs no key.'}
          </p>
          {details ? <p className="max-w-prose text-sm text-pretty">{details}</p> : null}
        </header>
        {parameters.map(({ title, note, fields }) => (
          <div key={title}>
            <h4 className={small}>{title}</h4>
            {note ? <p className="text-[0.8125rem] text-pretty text-muted-foreground">{note}</p> : null}
            <FieldTable label={`${summary}: ${title.toLowerCase()}`} fields={fields} given />
          </div>
        ))}
        <div>
          <h4 className={small}>Answers</h4>
          <dl className="grid grid-cols-[3rem_minmax(0,1fr)] gap-y-1.5 text-sm">
            {answers.map(({ status, says, record }) => (
              <div key={status} className="col-span-2 grid grid-cols-subgrid">
                <dt className="font-mono text-[0.8125rem] leading-5 font-medium">{status}</dt>
                <dd className="text-pretty">
                  {says} {record && status.startsWith('2') ? <Shows {...record} /> : null}
                </dd>
              </div>
            ))}
          </dl>
        </div>
        <div className="grid grid-cols-1 gap-3">
          <h4 className={`${small} mb-0`}>Try it</h4>
          {examples.map(({ says, curl }) => (
            <div key={curl} className="grid grid-cols-1 gap-1.5">
              {says ? <p className="text-[0.8125rem] text-muted-foreground">{says}:</p> : null}
              <Curl of={says ?? summary}>{curl}</Curl>
            </div>
          ))}
        </div>
      </Card>
    </section>
  )
}

function Shows({ under, name }: { under: string; name: string }) {
  return (
    <>
      {under ? <code className="font-mono text-[0.8125rem]">{under}: </code> : null}
      <a href={`#${recordAnchor(name)}`} className="text-primary underline underline-offset-2">
        {name}
      </a>
    </>
  )
}
