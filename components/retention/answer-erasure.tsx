'use client'

import { useState } from 'react'
import { ActionButton } from '@/components/case/action-button'
import { Button } from '@/components/ui/button'
import type { RetentionActions } from './case-acts'
import { ReasonDialog } from './reason-dialog'

interface AnswerErasureProps {
  requestId: string
  number: number
  answer: RetentionActions['answer']
}

/** Confirms or refuses the erasure that somebody else asked for. */
export function AnswerErasure({ requestId, number, answer }: AnswerErasureProps) {
  const [open, setOpen] = useState(false)
  return (
    <div className="flex flex-wrap gap-2">
      <ActionButton variant="outline" size="sm" action={answer} input={{ requestId, confirm: false }} busy="Refusing">
        Refuse
      </ActionButton>
      <Button variant="outline" size="sm" className="text-destructive" onClick={() => setOpen(true)}>
        Confirm the erasure
      </Button>
      <ReasonDialog
        open={open}
        setOpen={setOpen}
        title={`Confirm the erasure of case ${number}?`}
        description="Every copy of its media is deleted, and the reasons that people wrote are erased; only why the erasure was asked for stays. Nobody can take that back."
        typed={String(number)}
        submit="Erase it"
        busy="Confirming…"
        destructive
        done={`The erasure of case ${number} has begun.`}
        act={() => answer({ requestId, confirm: true })}
      />
    </div>
  )
}
