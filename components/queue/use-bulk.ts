'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState, useTransition } from 'react'
import { unreachable } from '@/components/case/case-actions'
import { turnedBack } from '@/components/shell/prove-then'
import { useStepUp } from '@/components/shell/step-up-context'
import type { ActionResult } from '@/lib/http/server-action'
import type { ItemResult } from '@/lib/queues/each-case'
import type { BulkActions, DecideSame } from './bulk-actions'
import { type Outcome, outcomesOf } from './bulk-outcome'
import type { ShownRow } from './shown-row'

type Answer = ActionResult<ItemResult<object>[]>

/** What was done with many cases, and how to take it back. */
export interface Done {
  did: string
  outcomes: Outcome[]
  /** Null: it cannot be taken back, or nothing was done. */
  undo: (() => Promise<Answer>) | null
  /** When that ends; null: it does not. */
  undoUntil: Date | null
}

/** Does the same with many cases, keeps what became of each, and takes it back while that is possible. */
export function useBulk(actions: BulkActions, onDone: () => void) {
  const router = useRouter()
  const provedThen = useStepUp()
  const [pending, start] = useTransition()
  const [done, setDone] = useState<Done | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const cases = useRef<ShownRow[]>([])
  const busy = useRef(false)

  function run<T extends object>(
    did: string,
    act: () => Promise<ActionResult<ItemResult<T>[]>>,
    after: (made: ({ caseId: string } & T)[]) => Pick<Done, 'undo'> & { undoUntil?: Date | null },
  ) {
    if (busy.current) return
    busy.current = true
    start(async () => {
      const result = await provedThen(act).catch((): ActionResult<ItemResult<T>[]> => unreachable)
      busy.current = false
      if (turnedBack(result)) return
      setRefusal(result.ok ? null : result.message)
      if (!result.ok) return
      const made = result.data.flatMap((item) => (item.ok ? [item] : []))
      const back = made.length > 0 ? after(made) : { undo: null }
      setDone({ undoUntil: null, ...back, did, outcomes: outcomesOf(cases.current, result.data) })
      onDone()
      start(() => router.refresh())
    })
  }

  const begin = (chosen: ShownRow[]) => {
    cases.current = chosen
    return chosen.map(({ id }) => id)
  }
  const idsOf = (made: { caseId: string }[]) => made.map(({ caseId }) => caseId)

  return {
    pending,
    done,
    refusal,
    policies: actions.policies,
    dismiss: () => {
      setDone(null)
      setRefusal(null)
    },
    claim(chosen: ShownRow[]) {
      const mine = new Set(chosen.filter(({ claimedByMe }) => claimedByMe).map(({ id }) => id))
      const caseIds = begin(chosen)
      run(
        'taken',
        () => actions.claim({ caseIds }),
        (made) => {
          const taken = idsOf(made).filter((id) => !mine.has(id))
          return { undo: taken.length > 0 ? () => actions.release({ caseIds: taken }) : null }
        },
      )
    },
    release(chosen: ShownRow[]) {
      const caseIds = begin(chosen)
      run(
        'given back',
        () => actions.release({ caseIds }),
        (made) => ({
          undo: () => actions.claim({ caseIds: idsOf(made) }),
        }),
      )
    },
    move(chosen: ShownRow[], queueId: string | null) {
      const caseIds = begin(chosen)
      run(
        'moved',
        () => actions.move({ caseIds, queueId }),
        (made) => ({ undo: () => moveBack(actions, made) }),
      )
    },
    decide(chosen: ShownRow[], same: DecideSame) {
      const caseIds = begin(chosen)
      run(
        'decided',
        () => actions.decide({ caseIds, ...same }),
        (made) => ({
          undo: () => actions.undo({ decisions: made.map(({ caseId, decisionId }) => ({ caseId, decisionId })) }),
          // The first one to become final: a button that half works would promise too much.
          undoUntil: new Date(Math.min(...made.map(({ effectiveAt }) => effectiveAt.getTime()))),
        }),
      )
    },
    takeBack() {
      const undo = done?.undo
      if (undo) run('put back', undo, () => ({ undo: null }))
    },
  }
}

/** Each to the queue it was in by hand, or back to the rules. */
async function moveBack(actions: BulkActions, made: { caseId: string; before: string | null }[]): Promise<Answer> {
  const all: ItemResult<object>[] = []
  for (const queueId of new Set(made.map(({ before }) => before))) {
    const caseIds = made.filter(({ before }) => before === queueId).map(({ caseId }) => caseId)
    const result = await actions.move({ caseIds, queueId })
    if (!result.ok) return result
    all.push(...result.data)
  }
  return { ok: true, data: all }
}
