'use client'

import { Scale, UsersRound } from 'lucide-react'
import { useState } from 'react'
import { ReasonDialog } from '@/components/retention/reason-dialog'
import { Button } from '@/components/ui/button'
import type { CaseActions } from './case-actions'

interface ReviewActsProps {
  caseId: string
  number: number
  may: { askReview: boolean; appeal: boolean }
  actions: Pick<CaseActions, 'askReview' | 'appeal'>
}

const reasonHint = 'Kept in the trail with your name, and shown to whoever decides again.'

/** Asking somebody else to look at a decision again, and reopening it because it is contested. */
export function ReviewActs({ caseId, number, may, actions }: ReviewActsProps) {
  const [asks, setAsks] = useState(false)
  const [appeals, setAppeals] = useState(false)
  if (!may.askReview && !may.appeal) return null
  return (
    <div className="flex flex-wrap gap-2">
      {may.askReview && (
        <Button variant="outline" size="sm" onClick={() => setAsks(true)}>
          <UsersRound aria-hidden /> Ask for a second look
        </Button>
      )}
      {may.appeal && (
        <Button variant="outline" size="sm" onClick={() => setAppeals(true)}>
          <Scale aria-hidden /> Open an appeal
        </Button>
      )}
      <ReasonDialog
        open={asks}
        setOpen={setAsks}
        title={`Ask for a second look at case ${number}`}
        description="The case waits again for somebody who has not decided it. Until they have, the decision does not count. Where it was told outside already, what they find is told as a change."
        reasonHint={reasonHint}
        submit="Ask for it"
        busy="Asking…"
        done={`Case ${number} waits for a second look.`}
        act={(reason) => actions.askReview({ caseId, reason })}
      />
      <ReasonDialog
        open={appeals}
        setOpen={setAppeals}
        title={`Open an appeal on case ${number}`}
        description="For when somebody outside contests the decision. It stands until a person who has not decided this case before has decided again."
        reasonHint={reasonHint}
        submit="Open the appeal"
        busy="Opening…"
        done={`The appeal on case ${number} is open.`}
        act={(reason) => actions.appeal({ caseId, reason })}
      />
    </div>
  )
}
