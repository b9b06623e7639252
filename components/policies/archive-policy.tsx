'use client'

import { AskFirst } from '@/components/settings/ask-first'
import { Button } from '@/components/ui/button'
import type { ActionResult } from '@/lib/http/server-action'

interface ArchivePolicyProps {
  policyId: string
  name: string
  archive(input: { policyId: string }): Promise<ActionResult<unknown>>
}

/** Puts a policy away, after a question. */
export function ArchivePolicyButton({ policyId, name, archive }: ArchivePolicyProps) {
  return (
    <AskFirst
      question={`Archive “${name}”?`}
      means="Nothing is judged by it any more, and it cannot be brought back. Its versions stay readable, for the decisions made under them."
      says={['Archive it', 'Archiving…']}
      act={() => archive({ policyId })}
      done={`“${name}” is archived.`}
    >
      <Button variant="ghost" size="sm" className="text-destructive">
        Archive the policy
      </Button>
    </AskFirst>
  )
}
