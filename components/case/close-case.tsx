'use client'

import { Archive } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { startTransition } from 'react'
import { AskFirst } from '@/components/settings/ask-first'
import { Button } from '@/components/ui/button'
import type { CaseDetail } from '@/lib/cases/read-case'
import type { CaseActions } from './case-actions'

interface CloseCaseProps {
  found: Pick<CaseDetail['case'], 'id' | 'number'>
  close: CaseActions['close']
}

/** Ends a case that cannot be decided, for good. */
export function CloseCase({ found: { id: caseId, number }, close }: CloseCaseProps) {
  const router = useRouter()
  return (
    <AskFirst
      question={`Close case ${number} without a decision?`}
      means="It leaves the queue and stays in the trail. It cannot be opened again: the media would have to be handed in once more."
      says={['Close the case', 'Closing…']}
      act={() => close({ caseId })}
      done={`Case ${number} is closed.`}
      onDone={() => startTransition(() => router.refresh())}
    >
      {/* Apart from what is pressed all day, and plainer. */}
      <Button variant="ghost" className="ml-auto text-muted-foreground">
        <Archive aria-hidden /> Close without a decision
      </Button>
    </AskFirst>
  )
}
