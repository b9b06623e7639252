import type { Docket } from '../south/docket'

/** A member's browser, as far as requests go. */
export interface Browsing {
  get(path: string, headers?: Record<string, string>): Promise<Response>
  post(path: string, body: BodyInit, headers?: Record<string, string>): Promise<Response>
}

/** Signs in where next-auth takes a password, as the sign-in page does. */
export async function signIn({ url, settings }: Docket, email: string, password: string): Promise<Browsing> {
  const cookies = new Map<string, string>()
  const origin = settings.PUBLIC_URL ?? url.replace('127.0.0.1', 'localhost')
  const send = async (path: string, init: RequestInit): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...init.headers, cookie, origin }
    const answer = await fetch(`${origin}${path}`, { redirect: 'manual', ...init, headers })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', ...rest] = (line.split(';')[0] ?? '').split('=')
      cookies.set(name, rest.join('='))
    }
    return answer
  }
  const { csrfToken } = (await (await send('/api/auth/csrf', {})).json()) as { csrfToken: string }
  const form = new URLSearchParams({ csrfToken, email, password, callbackUrl: origin })
  const answer = await send('/api/auth/callback/credentials', { method: 'POST', body: form })
  if (answer.status !== 302 || answer.headers.get('location')?.includes('error')) {
    throw new Error(`could not sign in: ${answer.status} ${answer.headers.get('location')}`)
  }
  return {
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, body, headers = {}) => send(path, { method: 'POST', body, headers }),
  }
}
