import type { Route } from 'next'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { z } from 'zod'
import { env } from '@/lib/env'
import { DocketError } from '@/lib/errors'
import type { Member } from './actor'
import { findSession } from './find-session'
import { auth, isRefusal, Refused, sessionCookie, signIn } from './next-auth'
import { noteSession } from './note-session'
import { proofCookie } from './oidc-door'
import { sayRefusal } from './oidc-refusals'
import { oidcSettings, promptAgain } from './oidc-settings'
import { may, type Permission } from './permissions'
import { beginProof, proofSeconds } from './prove-by-oidc'

/** Who is signed in, with their role at this moment; null when nobody is. Asked once per request. */
export const currentMember = cache(async (): Promise<Member | null> => {
  const session = await auth()
  const sessionId = z.uuid().safeParse(session?.user?.id)
  const member = sessionId.success ? await findSession(sessionId.data) : null
  if (member) void noteSession(member)
  return member
})

/** The one page of whoever has to set up their second step before anything else. */
const accountPage = '/settings/account'

/**
 * For pages: who is signed in, or a redirect to the sign-in page, which leads back to `from`. Whoever lacks the second step
 * their team asks for is led to where they set it up.
 */
export async function requireMember(from = '/'): Promise<Member> {
  const member = await currentMember()
  if (!member) redirect(from === '/' ? '/sign-in' : `/sign-in?from=${encodeURIComponent(from)}`)
  if (member.needsSecondStep && from.split('?')[0] !== accountPage) redirect(accountPage as Route)
  return member
}

/** Whether the browser carries the cookie of a session, be it over or not. */
export async function hasSessionCookie(): Promise<boolean> {
  return (await cookies()).has(sessionCookie())
}

/**
 * Signs the browser in. Throws DocketError `unauthorized` or `too_many_requests`, with sentences that do not tell which; with
 * the field `code` where the code of a second step is missing or wrong.
 */
export async function signInWithPassword(given: { email: string; password: string; code?: string }): Promise<void> {
  try {
    await signIn('credentials', { ...given, redirect: false })
  } catch (error) {
    if (!isRefusal(error)) throw error
    if (error instanceof Refused && error.code === 'wait') throw new DocketError('too_many_requests', error.says)
    if (error instanceof Refused && error.code !== 'wrong')
      throw new DocketError('unauthorized', error.says, { fields: { code: [error.says] } })
    throw new DocketError('unauthorized', 'That e-mail and password do not match. Check both and try again.')
  }
}

/**
 * Where the browser has to go to sign in by the provider, and come back to `to`, a path of ours. `again`: the provider asks
 * instead of remembering; `proving`: to prove who this member is. Throws `not_found` where no provider is set, `unavailable` when it does not answer.
 */
export async function beginOidc(
  to: string,
  { again = false, proving }: { again?: boolean; proving?: Member } = {},
): Promise<string> {
  const oidc = oidcSettings()
  if (!oidc) throw new DocketError('not_found', 'This Docket has no single sign-on.')
  const asking = {
    ...((again || proving) && { prompt: promptAgain(oidc) }),
    ...(proving && { max_age: '0' }),
  }
  const url: string = await signIn('oidc', { redirectTo: to, redirect: false }, asking).catch(() => '')
  const state = URL.canParse(url) ? new URL(url).searchParams.get('state') : null
  if (!state) throw new DocketError('unavailable', sayRefusal('unreachable', oidc.name))
  if (proving) {
    const secure = env().PUBLIC_URL.startsWith('https:')
    const options = { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge: proofSeconds } as const
    ;(await cookies()).set(proofCookie(), beginProof(proving, state, to), options)
  }
  return url
}

/**
 * For routes and actions: who is signed in. Throws DocketError `unauthorized`; `forbidden` for whoever lacks the second step
 * their team asks for, except `withoutSecondStep`.
 */
export async function authenticateMember({ withoutSecondStep = false } = {}): Promise<Member> {
  const member = await currentMember()
  if (!member) throw new DocketError('unauthorized', 'You are signed out. Sign in again; nothing was changed.')
  if (member.needsSecondStep && !withoutSecondStep) {
    throw new DocketError(
      'forbidden',
      `${member.teamName} asks for a second step at sign-in. Set yours up on the page Account first; nothing was changed.`,
    )
  }
  return member
}

/** Whether the page may be shown; a page that may not renders components/shell/permission-denied. */
export function authorisePage(member: Member, permission: Permission): boolean {
  return may(member, permission)
}
