import { isLook } from '@/lib/audit/looks'
import type { TimelineEntry } from '@/lib/cases/read-case'
import { actorWords } from './event-sentence'

/** Several looks in a row, with nothing that happened between them. */
export interface FoldedLooks {
  /** Oldest first; at least two. */
  entries: TimelineEntry[]
  /** "Looked at 4 times". */
  title: string
  /** "Ada Admin 3 times, API key “importer” once." */
  detail: string
  first: TimelineEntry
  last: TimelineEntry
}

/** A case's timeline with looks that follow one another made one item, so that they do not drown what happened. */
export function foldLooks(entries: TimelineEntry[]): (TimelineEntry | FoldedLooks)[] {
  const folded: (TimelineEntry | FoldedLooks)[] = []
  for (let at = 0; at < entries.length; ) {
    const run = looksFrom(entries, at)
    const [first] = entries.slice(at, at + 1)
    const last = run.at(-1)
    if (first && last && run.length > 1) folded.push({ entries: run, first, last, ...wordsOf(run) })
    else if (first) folded.push(first)
    at += Math.max(1, run.length)
  }
  return folded
}

function looksFrom(entries: TimelineEntry[], at: number): TimelineEntry[] {
  const end = entries.findIndex((entry, index) => index >= at && !isLook(entry.type))
  return entries.slice(at, end === -1 ? undefined : end)
}

function wordsOf(run: TimelineEntry[]): Pick<FoldedLooks, 'title' | 'detail'> {
  const byActor = [...Map.groupBy(run, (entry) => actorWords(entry))].map(
    ([who, looks]) => [who, looks.length] as const,
  )
  const [only] = byActor
  if (byActor.length === 1 && only) return { title: `Looked at ${times(only[1])}`, detail: `All by ${only[0]}.` }
  const each = byActor.toSorted((one, other) => other[1] - one[1]).map(([who, many]) => `${who} ${times(many)}`)
  return { title: `Looked at ${times(run.length)}`, detail: `${each.join(', ')}.` }
}

function times(many: number): string {
  return many === 1 ? 'once' : many === 2 ? 'twice' : `${many} times`
}
