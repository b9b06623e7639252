import { Check, ExternalLink } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { TimeAgo } from '@/components/shell/time-ago'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import type { Finding } from '@/lib/audit/events'
import { findingNames } from '@/lib/cases/case-states'
import type { TriagedSource } from '@/lib/sources/list-sources'
import { judgementNames, judgements, type SourceJudgement, sourceLink } from './source-words'
import { percent } from './verdict-words'

interface SourceItemProps {
  source: TriagedSource
  now: Date
  pending: boolean
  /** Says what it is; null takes that back. Left out for those who may not. */
  say: ((judgement: SourceJudgement | null) => void) | null
}

/** One place where the media was found. */
export function SourceItem({ source, now, pending, say }: SourceItemProps) {
  const { addressHash, title, says, verdict, similarity, found, judgement, judgedByName, judgedAt } = source
  const heading = `source-${addressHash.slice(0, 12)}`
  return (
    <article aria-labelledby={heading} className="grid gap-2 rounded-md border px-3.5 py-3">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
        <h3 id={heading} className="min-w-0 font-medium [overflow-wrap:anywhere]">
          <Place source={source} />
        </h3>
        <span className="flex flex-wrap gap-1.5 sm:ml-auto">
          <Badge variant="outline">{found === 'team' ? 'Another case' : 'Told by the detector'}</Badge>
          <Badge>{found === 'team' ? 'The same bytes' : `${percent(similarity)} alike`}</Badge>
        </span>
      </div>
      <p className="[overflow-wrap:anywhere]">{says || `“${title}” was found there.`}</p>
      {verdict && (
        <p className="text-muted-foreground [overflow-wrap:anywhere]">
          <span className="font-medium">What is said of it there: </span>
          {verdictSaid(source)}
        </p>
      )}
      {say && (
        <fieldset className="flex flex-wrap gap-1.5">
          <legend className="sr-only">What it is to this media</legend>
          {judgements.map((one) => (
            <Button
              key={one}
              variant={judgement === one ? 'default' : 'outline'}
              size="sm"
              aria-pressed={judgement === one}
              aria-disabled={pending}
              title={judgementNames[one].means}
              onClick={() => say(judgement === one ? null : one)}
            >
              {judgement === one && <Check aria-hidden />}
              {judgementNames[one].name}
            </Button>
          ))}
        </fieldset>
      )}
      {judgement && judgedAt && (
        <p className="text-muted-foreground">
          {judgementNames[judgement].means} Said by {judgedByName ?? 'a former member'},{' '}
          <TimeAgo at={judgedAt} now={now} />
          {say && '; press it again to take it back'}.
        </p>
      )}
    </article>
  )
}

/** Of another case it is a person's finding, else the machine's label; elsewhere whatever they wrote. */
function verdictSaid({ verdict, found }: TriagedSource): string | null {
  const isFinding = found === 'team' && verdict !== null && Object.hasOwn(findingNames, verdict)
  return isFinding ? findingNames[verdict as Finding].name : verdict
}

function Place({ source: { url, title } }: { source: TriagedSource }) {
  const { kind, shown } = sourceLink(url)
  const name = title || shown
  const look = 'text-primary underline decoration-primary/40 underline-offset-4 hover:decoration-primary'
  switch (kind) {
    case 'here':
      return (
        <Link href={url as Route} className={look}>
          Case {url.split('/').at(-1)}: {name}
        </Link>
      )
    case 'outside':
      return (
        <>
          <a href={url} target="_blank" rel="noopener noreferrer nofollow" className={look}>
            {name} <ExternalLink aria-hidden className="inline size-3.5 align-[-0.125em]" />
            <span className="sr-only"> (opens outside of Docket)</span>
          </a>
          {name !== shown && <span className="font-normal text-muted-foreground"> {shown}</span>}
        </>
      )
    case 'none':
      return (
        <>
          {name} {name !== shown && <span className="font-normal text-muted-foreground">{shown}</span>}
        </>
      )
    default:
      return kind satisfies never
  }
}
