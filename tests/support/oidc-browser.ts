import { NextRequest } from 'next/server'

type Handlers = typeof import('@/lib/access/next-auth').handlers

/** A browser that signs in by a provider: next-auth's routes by their handlers, the provider over HTTP, a jar for each. */
export function oidcBrowser(handlers: Handlers, home = 'http://localhost:3000') {
  const jars = new Map<string, Map<string, string>>()
  const written: string[] = []
  const jarOf = (url: URL) => {
    const jar = jars.get(url.host) ?? new Map<string, string>()
    jars.set(url.host, jar)
    return jar
  }

  async function ask(url: URL, body?: Record<string, string>): Promise<Response> {
    const jar = jarOf(url)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const method = body ? 'POST' : 'GET'
    const init = { method, headers: { 'x-docket-peer': '192.0.2.9', cookie }, redirect: 'manual' as const }
    const sent = body ? { ...init, body: new URLSearchParams(body) } : init
    const response = url.origin === home ? await handlers[method](new NextRequest(url, sent)) : await fetch(url, sent)
    for (const line of response.headers.getSetCookie()) {
      if (url.origin === home) written.push(line)
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(line) || value === '') jar.delete(name)
      else jar.set(name, value)
    }
    return response
  }

  /** Goes to the provider; answers its address, which holds the state. */
  async function begin(callbackUrl = '/queue', asking = ''): Promise<URL> {
    const { csrfToken } = (await (await ask(new URL('/api/auth/csrf', home))).json()) as { csrfToken: string }
    const response = await ask(new URL(`/api/auth/signin/oidc${asking}`, home), { csrfToken, callbackUrl })
    return new URL(response.headers.get('location') ?? '')
  }

  /** A page that sends its form by itself, as the provider's between two people does. */
  async function submit(page: URL, html: string): Promise<URL> {
    const [, action] = /action="([^"]+)"/.exec(html) ?? []
    if (!action) throw new Error(`${page.pathname} answered: ${html}`)
    const inputs = [...html.matchAll(/name="([^"]+)" value="([^"]*)"/g)]
    const response = await ask(
      new URL(action, page),
      Object.fromEntries(inputs.map(([, name, value]) => [name, value])),
    )
    return new URL(response.headers.get('location') ?? '', page)
  }

  /** Follows redirects until Docket's answer to the provider's leads to a page. */
  async function follow(from: URL): Promise<{ path: string; params: URLSearchParams }> {
    let url = from
    for (let steps = 0; steps < 12; steps += 1) {
      if (url.origin === home && !url.pathname.startsWith('/api/'))
        return { path: url.pathname, params: url.searchParams }
      const response = await ask(url)
      const location = response.headers.get('location')
      url = location ? new URL(location, url) : await submit(url, await response.text())
    }
    throw new Error('too many redirects')
  }

  return {
    begin,
    follow,
    /** All the way: to the provider and back. */
    signIn: async (callbackUrl?: string, asking?: string) => follow(await begin(callbackUrl, asking)),
    setCookie: (name: string, value: string) => void jarOf(new URL(home)).set(name, value),
    /** Every cookie that Docket set, as it was sent. */
    written: () => written,
    /** The id of the session that the browser has; null without one. */
    async session(): Promise<string | null> {
      const told = (await (await ask(new URL('/api/auth/session', home))).json()) as { user?: { id: string } } | null
      return told?.user?.id || null
    },
  }
}
