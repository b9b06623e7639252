import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import NextAuth, { CredentialsSignin } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { cache } from 'react'
import { z } from 'zod'
import { env } from '@/lib/env'
import { DocketError } from '@/lib/errors'
import type { Member } from './actor'
import { clientAddress } from './client-address'
import { findSession } from './find-session'
import { may, type Permission } from './permissions'
import { sessionSeconds, signInMember } from './sign-in-member'
import { signOutSession } from './sign-out-member'

/** The refusal of a sign-in as next-auth carries it: `code` is `wrong` or `wait`; `says` is for the person. */
class Refused extends CredentialsSignin {
  constructor(
    override code: 'wrong' | 'wait',
    readonly says = '',
  ) {
    super()
  }
}

const Given = z.object({ email: z.string().max(320), password: z.string().max(256) })

function sessionCookie(): string {
  return env().PUBLIC_URL.startsWith('https:') ? '__Host-docket-session' : 'docket-session'
}

/** The one place that knows next-auth. Configured at first use, when the settings can be read (not during a build). */
const nextAuth = NextAuth(() => {
  const secure = env().PUBLIC_URL.startsWith('https:')
  return {
    secret: env().AUTH_SECRET ?? '',
    trustHost: true,
    basePath: '/api/auth',
    session: { strategy: 'jwt', maxAge: sessionSeconds },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    logger: { error: () => {}, warn: () => {} },
    cookies: {
      sessionToken: {
        name: sessionCookie(),
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
      },
    },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        // This request, not the one NextAuth() is given: that one is missing when a server action signs in.
        async authorize(raw, request) {
          const given = Given.safeParse(raw)
          if (!given.success) throw new Refused('wrong')
          try {
            const address = clientAddress(request.headers, env().TRUST_PROXY)
            const { sessionId } = await signInMember({ ...given.data, address })
            return { id: sessionId }
          } catch (error) {
            if (!(error instanceof DocketError)) throw error
            throw error.code === 'too_many_requests' ? new Refused('wait', error.message) : new Refused('wrong')
          }
        },
      }),
    ],
    events: {
      // Also when somebody posts to next-auth's own route: the row ends, not just this browser's cookie.
      async signOut(message) {
        const sessionId = z.uuid().safeParse('token' in message ? message.token?.sid : undefined)
        if (sessionId.success) await signOutSession(sessionId.data)
      },
    },
    callbacks: {
      // The cookie only names a session row; everything else is asked of the database on each request.
      jwt: ({ token, user }) => (user?.id ? { sid: user.id } : { sid: token.sid }),
      session: ({ session, token }) => ({ expires: session.expires, user: { id: String(token.sid ?? '') } }),
    },
  }
})

export const { handlers, signIn, signOut } = nextAuth

/** Who is signed in, with their role at this moment; null when nobody is. Asked once per request. */
export const currentMember = cache(async (): Promise<Member | null> => {
  const session = await nextAuth.auth()
  const sessionId = z.uuid().safeParse(session?.user?.id)
  return sessionId.success ? findSession(sessionId.data) : null
})

/** For pages: who is signed in, or a redirect to the sign-in page, which leads back to `from`. */
export async function requireMember(from = '/'): Promise<Member> {
  const member = await currentMember()
  if (!member) redirect(from === '/' ? '/sign-in' : `/sign-in?from=${encodeURIComponent(from)}`)
  return member
}

/** Whether the browser carries the cookie of a session, be it over or not. */
export async function hasSessionCookie(): Promise<boolean> {
  return (await cookies()).has(sessionCookie())
}

/** Signs the browser in. Throws DocketError `unauthorized` or `too_many_requests`, with sentences that do not tell which. */
export async function signInWithPassword(given: { email: string; password: string }): Promise<void> {
  try {
    await signIn('credentials', { ...given, redirect: false })
  } catch (error) {
    if (!(error instanceof CredentialsSignin)) throw error
    if (error instanceof Refused && error.code === 'wait') throw new DocketError('too_many_requests', error.says)
    throw new DocketError('unauthorized', 'That e-mail and password do not match. Check both and try again.')
  }
}

/** For routes and actions: who is signed in. Throws DocketError `unauthorized`. */
export async function authenticateMember(): Promise<Member> {
  const member = await currentMember()
  if (!member) throw new DocketError('unauthorized', 'You are signed out. Sign in again; nothing was changed.')
  return member
}

/** Whether the page may be shown; a page that may not renders components/shell/permission-denied. */
export function authorisePage(member: Member, permission: Permission): boolean {
  return may(member, permission)
}
