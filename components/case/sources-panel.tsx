'use client'

import { toast } from 'sonner'
import { type Deleted, DeletedNote } from '@/components/retention/deleted-note'
import type { TriagedSource } from '@/lib/sources/list-sources'
import type { CaseActions } from './case-actions'
import { Panel } from './panel'
import { SourceItem } from './source-item'
import { judgementNames, type SourceJudgement, triageWords } from './source-words'
import { useAction } from './use-action'

interface SourcesPanelProps {
  caseId: string
  sources: TriagedSource[]
  /** Where it was looked for, for when it was found nowhere. */
  searched: string
  /** Whether the reader may say what each is. */
  mayJudge: boolean
  /** Why there can be none, in a sentence; null where there can. */
  whyNone: string | null
  deleted: Deleted | null
  now: Date
  judge: CaseActions['judgeSource']
}

/** Where the media was found, and what people made of each place: the same, made from it, the original, or something else. */
export function SourcesPanel({ caseId, sources, searched, mayJudge, whyNone, deleted, now, judge }: SourcesPanelProps) {
  const { pending, run } = useAction()

  function say(source: TriagedSource, judgement: SourceJudgement | null, undoable = true) {
    const { addressHash, judgement: was } = source
    run(
      () => judge({ caseId, addressHash, judgement }),
      () => {
        const says = judgement ? `Judged: ${judgementNames[judgement].name}` : 'Open again'
        const undo = { label: 'Undo', onClick: () => say({ ...source, judgement }, was, false) }
        toast.success(says, undoable ? { action: undo } : undefined)
      },
    )
  }

  return (
    <Panel id="sources" title="Sources">
      <div className="grid gap-3 text-sm">
        {deleted ? (
          <DeletedNote deleted={deleted}>The places where it was found, and what was made of them, were</DeletedNote>
        ) : whyNone ? (
          <p className="text-muted-foreground">{whyNone}</p>
        ) : (
          <output aria-live="polite">{sources.length === 0 ? searched : triageWords(sources)}</output>
        )}
        {sources.length > 0 && (
          <ol className="grid gap-2.5">
            {sources.map((source) => (
              <li key={source.addressHash}>
                <SourceItem
                  source={source}
                  now={now}
                  pending={pending}
                  say={mayJudge ? (judgement) => say(source, judgement) : null}
                />
              </li>
            ))}
          </ol>
        )}
      </div>
    </Panel>
  )
}
