import type { Metadata } from 'next'
import Link from 'next/link'
import { SetupForm } from '@/components/auth/setup-form'
import { Button } from '@/components/ui/button'
import { checkSetupLink, type SetupLinkState } from '@/lib/teams/check-setup-link'
import { setUpAction } from './actions'

export const metadata: Metadata = { title: 'Set up' }

const refusals: Record<Exclude<SetupLinkState, 'open'>, { title: string; says: string }> = {
  done: {
    title: 'This Docket is set up already',
    says: 'It has a team and an admin. Sign in, or ask the admin to invite you.',
  },
  used: {
    title: 'This set-up link has been used',
    says: 'It works once. If the team was not made after all, restart Docket: it prints a new link.',
  },
  unknown: {
    title: 'This set-up link is not right',
    says: 'It is incomplete, mistyped, or older than the last start. Docket prints the present one in its terminal; copy it from there in full.',
  },
}

export default async function SetupPage({ searchParams }: PageProps<'/setup'>) {
  const { token } = await searchParams
  const state = await checkSetupLink(typeof token === 'string' ? token : '')
  if (state === 'open') return <SetupForm token={String(token)} setUp={setUpAction} />
  const { title, says } = refusals[state]
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight text-balance">{title}</h1>
      <p className="mt-3 text-sm text-pretty text-muted-foreground">{says}</p>
      {state === 'done' ? (
        <Button asChild className="mt-6 self-start">
          <Link href="/sign-in">Go to sign-in</Link>
        </Button>
      ) : null}
    </>
  )
}
