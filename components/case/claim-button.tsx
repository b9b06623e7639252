'use client'

import { Hand, LoaderCircle } from 'lucide-react'
import { KeyHint } from '@/components/keys/key-hint'
import { useShortcut } from '@/components/keys/key-map'
import { useKeys } from '@/components/keys/use-keys'
import { Button } from '@/components/ui/button'
import type { CaseActions } from './case-actions'
import { useAction } from './use-action'

interface ClaimButtonProps {
  caseId: string
  /** Whether the reader has the case. */
  mine: boolean
  actions: Pick<CaseActions, 'claim' | 'release'>
}

/** Takes a case, or gives it back. One button that changes, so that it keeps the focus; also by its key. */
export function ClaimButton({ caseId, mine, actions }: ClaimButtonProps) {
  const { pending, run } = useAction()
  const shortcut = useShortcut('claim')
  const act = () => run(() => (mine ? actions.release : actions.claim)({ caseId }))
  useKeys({ claim: act })
  return (
    <Button variant="outline" aria-disabled={pending} aria-keyshortcuts={shortcut} onClick={act}>
      {pending ? <LoaderCircle aria-hidden className="animate-spin" /> : !mine && <Hand aria-hidden />}
      {pending ? (mine ? 'Giving back' : 'Taking') : mine ? 'Give it back' : 'Take this case'}
      <KeyHint action="claim" />
    </Button>
  )
}
