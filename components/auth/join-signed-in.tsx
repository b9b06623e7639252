'use client'

import Link from 'next/link'
import { Refusal } from '@/components/shell/refusal'
import { arriveIn } from '@/components/shell/team-tabs'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button } from '@/components/ui/button'
import type { ActionResult } from '@/lib/http/server-action'

interface JoinSignedInProps {
  token: string
  teamName: string
  /** The e-mail of whoever is signed in. */
  me: string
  isForMe: boolean
  /** Whom the invitation names; null: whoever has the link. */
  email: string | null
  join(input: { token: string }): Promise<ActionResult<{ teamId: string }>>
  signOut(input: null): Promise<ActionResult<void>>
}

/** Accepts as whoever is signed in, or has them sign out first. */
export function JoinSignedIn({ token, teamName, me, isForMe, email, join, signOut }: JoinSignedInProps) {
  const joining = useActionForm(
    () => join({ token }),
    ({ teamId }) => arriveIn(teamId),
  )
  const leaving = useActionForm(
    () => signOut(null),
    () => window.location.reload(),
  )
  return (
    <div className="mt-6 grid gap-4">
      <p className="text-sm text-pretty">
        You are signed in as <span className="font-medium break-words">{me}</span>.
        {isForMe ? null : (
          <>
            {' '}
            This invitation is for <span className="font-medium break-words">{email}</span>: sign out to accept it.
          </>
        )}
      </p>
      {isForMe ? (
        <form {...joining.form} className="grid gap-4">
          <Refusal message={joining.message} />
          <Button type="submit" disabled={joining.pending} className="w-full">
            {joining.pending ? 'Joining…' : `Join ${teamName}`}
          </Button>
        </form>
      ) : null}
      <form {...leaving.form} className="grid gap-4">
        <Refusal message={leaving.message} />
        <Button
          type="submit"
          variant={isForMe ? 'outline' : 'default'}
          disabled={leaving.pending}
          className="h-auto min-h-9 w-full whitespace-normal"
        >
          {leaving.pending ? 'Signing out…' : 'Sign out and accept as somebody else'}
        </Button>
      </form>
      <Link href="/" className="justify-self-start py-1 text-[0.8125rem] text-primary underline underline-offset-4">
        Back to Docket, without accepting
      </Link>
    </div>
  )
}
