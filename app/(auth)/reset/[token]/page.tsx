import type { Metadata } from 'next'
import Link from 'next/link'
import { ResetForm } from '@/components/auth/reset-form'
import { Button } from '@/components/ui/button'
import { checkResetLink, type ResetLinkState } from '@/lib/access/check-reset-link'
import { resetAction } from './actions'

export const metadata: Metadata = { title: 'New password', robots: { index: false }, referrer: 'no-referrer' }

const refusals: Record<Exclude<ResetLinkState, 'open'>, { title: string; says: string }> = {
  used: {
    title: 'This link has been used',
    says: 'It works once. If it was not you who used it, ask for a new one now: that ends every session of yours.',
  },
  expired: { title: 'This link has expired', says: 'It holds for an hour. Your password is as it was.' },
  unknown: {
    title: 'This link is not right',
    says: 'It is incomplete, mistyped, or too old. Copy it from the mail in full.',
  },
}

export default async function ResetPage({ params }: PageProps<'/reset/[token]'>) {
  const { token } = await params
  const link = await checkResetLink(token)
  if (link.state === 'open') return <ResetForm token={token} email={link.person.email} reset={resetAction} />
  const { title, says } = refusals[link.state]
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight text-balance">{title}</h1>
      <p className="mt-3 text-sm text-pretty text-muted-foreground">{says}</p>
      <div className="mt-6 flex flex-wrap gap-2">
        <Button asChild>
          <Link href="/forgot-password">Ask for a new link</Link>
        </Button>
        <Button asChild variant="outline">
          <Link href="/sign-in">Go to sign-in</Link>
        </Button>
      </div>
    </>
  )
}
