import type { Metadata } from 'next'
import Link from 'next/link'
import { ForgotForm } from '@/components/auth/forgot-form'
import { canMail } from '@/lib/mail/send-mail'
import { forgotAction } from './actions'

export const metadata: Metadata = { title: 'Forgotten password' }

export default function ForgotPasswordPage() {
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">Forgotten password</h1>
      {canMail() ? (
        <ForgotForm ask={forgotAction} />
      ) : (
        <p className="mt-3 text-sm text-pretty text-muted-foreground">
          This Docket sends no mail. Ask an admin of your team for a link with which you choose a new password: they
          make it on the page Members. Whoever runs the server can make one as well.
        </p>
      )}
      <Link href="/sign-in" className="mt-5 self-start py-1 text-[0.8125rem] text-primary underline underline-offset-4">
        Back to sign-in
      </Link>
    </>
  )
}
