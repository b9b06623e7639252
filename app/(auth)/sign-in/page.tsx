import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignInForm } from '@/components/auth/sign-in-form'
import { Refusal } from '@/components/shell/refusal'
import { refusedAccount } from '@/lib/access/oidc-door'
import { sayRefusal } from '@/lib/access/oidc-refusals'
import { oidcName } from '@/lib/access/oidc-settings'
import { currentMember, hasSessionCookie } from '@/lib/access/session'
import { isSetUp } from '@/lib/teams/create-setup-link'
import { localPath } from '../local-path'
import { signInAction } from './actions'
import { OidcPart } from './oidc-part'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const query = await searchParams
  const { from, error, account } = query
  const next = localPath(from)
  if (await currentMember()) redirect(next)
  const failure = typeof error === 'string' ? error : null
  const notice = failure === null ? await noticeFor({ said: sayings.find(([name]) => name in query)?.[1], next }) : null
  return (
    <>
      {failure === null ? null : (
        <div className="mb-6">
          <Refusal message={sayFailure(failure, refusedAccount(account))} />
        </div>
      )}
      <SignInForm next={next} notice={notice} signIn={signInAction} />
      <OidcPart next={next} error={failure} />
    </>
  )
}

/** Why coming back from the provider did not lead in, and with which account the person came. */
function sayFailure(error: string, account: string | null): string {
  const says = sayRefusal(error, oidcName() ?? 'single sign-on')
  return account ? `${says} You came as ${account}.` : says
}

/** What just happened elsewhere, by the query parameter that says so. */
const sayings = [
  ['welcome', 'Your team is ready. Sign in with the e-mail and password you have just chosen.'],
  ['reset', 'Your new password is set, and every session of yours has ended. Sign in with it.'],
  ['joined', 'You are in the team now. Sign in with your e-mail and password.'],
] as const

/** Why the person is here, in a sentence; null when they simply came. */
async function noticeFor({ said, next }: { said: string | undefined; next: string }): Promise<string | null> {
  if (!(await isSetUp())) {
    return 'This Docket has not been set up yet. Open the set-up link that it printed when it was started.'
  }
  if (said) return said
  if (await hasSessionCookie()) return 'Your session has ended. Sign in again to go on.'
  return next === '/' ? null : 'Sign in to open that page.'
}
