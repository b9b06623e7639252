'use client'

import { ChevronsUp } from 'lucide-react'
import { useState } from 'react'
import { KeyHint } from '@/components/keys/key-hint'
import { useShortcut } from '@/components/keys/key-map'
import { useKeys } from '@/components/keys/use-keys'
import { ReasonDialog } from '@/components/retention/reason-dialog'
import { Button } from '@/components/ui/button'
import type { CaseActions } from './case-actions'

interface EscalateDialogProps {
  caseId: string
  number: number
  escalate: CaseActions['escalate']
}

/** Hands a case up to managers, with the reason. Also by its key. */
export function EscalateDialog({ caseId, number, escalate }: EscalateDialogProps) {
  const [open, setOpen] = useState(false)
  const shortcut = useShortcut('escalate')
  useKeys({ escalate: () => setOpen(true) })
  return (
    <>
      <Button variant="outline" aria-keyshortcuts={shortcut} onClick={() => setOpen(true)}>
        <ChevronsUp aria-hidden /> Escalate <KeyHint action="escalate" />
      </Button>
      <ReasonDialog
        open={open}
        setOpen={setOpen}
        title={`Escalate case ${number}`}
        description="From then on it is for managers and admins, until one of them decides it or sends it back to you."
        reasonHint="Kept in the trail with your name, and shown to whoever takes it on."
        submit="Escalate"
        busy="Escalating…"
        done={`Case ${number} was escalated.`}
        act={(reason) => escalate({ caseId, reason })}
      />
    </>
  )
}
