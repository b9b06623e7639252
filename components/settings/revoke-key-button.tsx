'use client'

import { Button } from '@/components/ui/button'
import type { ActionResult } from '@/lib/http/server-action'
import { AskFirst } from './ask-first'

export type RevokeKey = (input: { keyId: string }) => Promise<ActionResult<{ keyId: string }>>

/** Ends a key, after a question. */
export function RevokeKeyButton({ keyId, name, revokeKey }: { keyId: string; name: string; revokeKey: RevokeKey }) {
  return (
    <AskFirst
      question={`Revoke “${name}”?`}
      means="Whatever uses this key is refused from its next request on. This cannot be taken back; a new key can be made."
      says={['Revoke the key', 'Revoking…']}
      act={() => revokeKey({ keyId })}
      done={`The key “${name}” is revoked.`}
      unreachable="Docket could not be reached. The key still works; try again."
    >
      <Button variant="ghost" size="sm" className="text-destructive" aria-label={`Revoke ${name}`}>
        Revoke
      </Button>
    </AskFirst>
  )
}
