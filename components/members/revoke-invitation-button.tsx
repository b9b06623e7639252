'use client'

import { AskFirst } from '@/components/settings/ask-first'
import { Button } from '@/components/ui/button'
import type { RevokeInvitation } from './member-actions'

interface RevokeInvitationButtonProps {
  invitationId: string
  /** Whom it is for. */
  who: string
  revoke: RevokeInvitation
}

/** Ends an open invitation, after a question. */
export function RevokeInvitationButton({ invitationId, who, revoke }: RevokeInvitationButtonProps) {
  return (
    <AskFirst
      question="Revoke this invitation?"
      means={`${who}: the link leads nowhere from then on. You can invite them again.`}
      says={['Revoke it', 'Revoking…']}
      act={() => revoke({ invitationId })}
      done="The invitation is revoked."
    >
      <Button variant="ghost" size="sm" className="text-destructive" aria-label={`Revoke the invitation: ${who}`}>
        Revoke
      </Button>
    </AskFirst>
  )
}
