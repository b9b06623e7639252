import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { OidcButton } from '@/components/auth/oidc-button'
import { Button } from '@/components/ui/button'
import { sayRefusal } from '@/lib/access/oidc-refusals'
import { oidcName } from '@/lib/access/oidc-settings'
import { currentMember } from '@/lib/access/session'
import { localPath } from '../local-path'
import { confirmByOidcAction } from '../sign-in/oidc/actions'

export const metadata: Metadata = { title: 'Not confirmed' }

/** Where the provider's answer leads when it did not prove who the member is. */
export default async function ConfirmPage({ searchParams }: PageProps<'/confirm'>) {
  const { error, from } = await searchParams
  const next = localPath(from)
  const name = oidcName()
  if (!name || typeof error !== 'string') redirect(next)
  const member = await currentMember()
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight text-balance">It was not confirmed that it is you</h1>
      <p className="mt-3 text-sm text-pretty text-muted-foreground">{sayRefusal(error, name)}</p>
      {member ? (
        <p className="mt-3 text-sm text-pretty text-muted-foreground">
          You are signed in here as {member.name}, <span className="break-words">{member.email}</span>.
        </p>
      ) : null}
      <div className="mt-6 grid gap-4">
        {member ? (
          <OidcButton
            label={`Confirm with ${name}`}
            busy={`Going to ${name}…`}
            begin={confirmByOidcAction.bind(null, next)}
          />
        ) : null}
        <Button asChild variant="ghost" className="w-full">
          <Link href={member ? next : '/sign-in'}>{member ? 'Go back without confirming' : 'Go to sign-in'}</Link>
        </Button>
      </div>
    </>
  )
}
