'use client'

import { UndoDecision } from './undo-decision'

type HeaderUndoDecisionProps = Pick<
  Parameters<typeof UndoDecision>[0],
  'caseId' | 'decisionId' | 'until' | 'now' | 'undo'
>

/** The case's own decision, taken back from its header while its grace window runs; what was typed waits in the form again. */
export function HeaderUndoDecision(props: HeaderUndoDecisionProps) {
  // The form that comes back is where the work goes on.
  const toForm = () => document.getElementById('decision')?.closest('section')?.focus({ preventScroll: true })
  return <UndoDecision {...props} look="header" onUndone={toForm} />
}
