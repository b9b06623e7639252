import type { NextRequest } from 'next/server'
import NextAuth, { CredentialsSignin, customFetch } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { z } from 'zod'
import { env } from '@/lib/env'
import { DocketError } from '@/lib/errors'
import { log } from '@/lib/log'
import { browserName } from './browser-name'
import { clientAddress } from './client-address'
import { admit, arriving, isOidcAnswer, oidcProvider, onlyHere, refusalPath } from './oidc-door'
import { logOidcFailure, reasonOf } from './oidc-failure'
import { oidcFetch } from './oidc-fetch'
import { oidcSettings } from './oidc-settings'
import { sessionSeconds } from './open-session'
import { CodeNeeded, signInMember } from './sign-in-member'
import { signOutSession } from './sign-out-member'

/**
 * The refusal of a sign-in as next-auth carries it; `says` is for the person. `code`: the password was right and the code of
 * the second step is missing; `wrong_code`; `wait`: nothing can be checked now.
 */
export class Refused extends CredentialsSignin {
  constructor(
    override code: 'wrong' | 'wait' | 'code' | 'wrong_code',
    readonly says = '',
  ) {
    super()
  }
}

/** Whether what `signIn` threw is a refusal, ours or next-auth's own. */
export function isRefusal(error: unknown): boolean {
  return error instanceof CredentialsSignin
}

function refusalOf(error: DocketError): Refused {
  if (error instanceof CodeNeeded) return new Refused(error.given ? 'wrong_code' : 'code', error.message)
  const isNotNow = error.code === 'too_many_requests' || error.code === 'unavailable'
  return isNotNow ? new Refused('wait', error.message) : new Refused('wrong')
}

const Given = z.object({
  email: z.string().max(320),
  password: z.string().max(256),
  code: z.string().max(64).optional(),
})

/** The name of the session's cookie; behind https browsers bind it to this host. */
export function sessionCookie(): string {
  return env().PUBLIC_URL.startsWith('https:') ? '__Host-docket-session' : 'docket-session'
}

/** A cookie that cannot be opened was made up, changed, or sealed with a former AUTH_SECRET; one whose time is up is nobody's fault. */
function logForeignCookie({ cause }: Error): void {
  const why = (cause as { err?: { code?: string } } | undefined)?.err?.code
  if (why !== 'ERR_JWT_EXPIRED') log.warn('a session cookie that this Docket did not seal was refused')
}

/** What went wrong with a request; next-auth answers with a word that fits too much. */
const failures = new WeakMap<NextRequest, unknown>()

/** The one place that knows next-auth. Configured at first use, when the settings can be read (not during a build). */
const nextAuth = NextAuth((request) => {
  const secure = env().PUBLIC_URL.startsWith('https:')
  const oidc = oidcSettings()
  return {
    secret: env().AUTH_SECRET ?? '',
    trustHost: true,
    basePath: '/api/auth',
    session: { strategy: 'jwt', maxAge: sessionSeconds },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    useSecureCookies: secure,
    logger: {
      error(error) {
        if (error instanceof CredentialsSignin) return
        if (error.name === 'JWTSessionError') return logForeignCookie(error)
        if (request) failures.set(request, error)
        if (!request || isOidcAnswer(request)) logOidcFailure(error)
      },
      warn: () => {},
    },
    cookies: {
      sessionToken: {
        name: sessionCookie(),
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
      },
    },
    providers: [
      Credentials({
        credentials: { email: {}, password: {}, code: {} },
        // This request, not the one NextAuth() is given: that one is missing when a server action signs in.
        async authorize(raw, request) {
          const given = Given.safeParse(raw)
          if (!given.success) throw new Refused('wrong')
          try {
            const address = clientAddress(request.headers, env().TRUST_PROXY)
            const browser = browserName(request.headers.get('user-agent'))
            const { sessionId } = await signInMember({ ...given.data, address, browser })
            return { id: sessionId }
          } catch (error) {
            if (!(error instanceof DocketError)) throw error
            const refusal = refusalOf(error)
            if (refusal.code !== 'code') log.warn({ reason: refusal.code }, 'a sign-in was refused')
            throw refusal
          }
        },
      }),
      ...(oidc ? [{ ...oidcProvider(oidc), [customFetch]: oidcFetch }] : []),
    ],
    events: {
      // Also when somebody posts to next-auth's own route: the row ends, not just this browser's cookie.
      async signOut(message) {
        const sessionId = z.uuid().safeParse('token' in message ? message.token?.sid : undefined)
        if (sessionId.success) await signOutSession(sessionId.data)
      },
    },
    callbacks: {
      // The provider's answer is verified; the session is opened before next-auth writes its cookie.
      async signIn({ user, account, profile }) {
        if (account?.provider !== 'oidc') return true
        if (!request || !profile) return false
        const admitted = await admit(arriving(request), { accessToken: account.access_token, claims: { ...profile } })
        if ('path' in admitted) return admitted.path
        user.id = admitted.sessionId
        return true
      },
      redirect: ({ url, baseUrl }) => onlyHere(url, baseUrl),
      // The cookie only names a session row; everything else is asked of the database on each request.
      jwt: ({ token, user }) => (user?.id ? { sid: user.id } : { sid: token.sid }),
      session: ({ session, token }) => ({
        expires: session.expires,
        user: { id: typeof token.sid === 'string' ? token.sid : '' },
      }),
    },
  }
})

/** `auth` reads the cookie; `signIn` and `signOut` write it. Who that is, lib/access/session.ts says. */
export const { auth, signIn, signOut } = nextAuth

/** next-auth's own routes. What fails on the way back from the provider is told by a sentence of ours. */
export const handlers = {
  POST: nextAuth.handlers.POST,
  async GET(request: NextRequest): Promise<Response> {
    const response = await nextAuth.handlers.GET(request)
    if (!failures.has(request) || !isOidcAnswer(request)) return response
    const headers = new Headers(response.headers)
    const path = refusalPath(arriving(request), reasonOf(failures.get(request), new URL(request.url)))
    headers.set('location', new URL(path, env().PUBLIC_URL).href)
    return new Response(null, { status: 302, headers })
  },
}
