import { admin } from './product'

/** Signs the bench's admin in over HTTP, as a browser without scripts would; answers the cookies to send. */
export async function signIn(url: string): Promise<string> {
  const jar = new Map<string, string>()
  const keep = (answer: Response) => {
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
  }
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const asked = await fetch(`${url}/api/auth/csrf`)
  keep(asked)
  const { csrfToken } = (await asked.json()) as { csrfToken: string }
  const body = new URLSearchParams({ csrfToken, email: admin.email, password: admin.password })
  const headers = { cookie: cookies(), origin: url, 'content-type': 'application/x-www-form-urlencoded' }
  keep(await fetch(`${url}/api/auth/callback/credentials`, { method: 'POST', body, headers, redirect: 'manual' }))
  if (![...jar.keys()].some((name) => name.endsWith('docket-session'))) throw new Error('the sign-in was refused')
  return cookies()
}
