import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignInForm } from '@/components/auth/sign-in-form'
import { currentMember, hasSessionCookie } from '@/lib/access/session'
import { isSetUp } from '@/lib/teams/create-setup-link'
import { localPath } from '../local-path'
import { signInAction } from './actions'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { from, welcome } = await searchParams
  const next = localPath(from)
  if (await currentMember()) redirect(next)
  return (
    <SignInForm next={next} notice={await noticeFor({ welcome: welcome !== undefined, next })} signIn={signInAction} />
  )
}

/** Why the person is here, in a sentence; null when they simply came. */
async function noticeFor({ welcome, next }: { welcome: boolean; next: string }): Promise<string | null> {
  if (!(await isSetUp())) {
    return 'This Docket has not been set up yet. Open the set-up link that it printed when it was started.'
  }
  if (welcome) return 'Your team is ready. Sign in with the e-mail and password you have just chosen.'
  if (await hasSessionCookie()) return 'Your session has ended. Sign in again to go on.'
  return next === '/' ? null : 'Sign in to open that page.'
}
