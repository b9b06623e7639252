import { encode } from 'next-auth/jwt'
import { env } from '@/lib/env'

/**
 * The request that `next/headers` answers for, where no Next serves one: a test file puts `nextHeaders` in its place by
 * vi.mock. Everything behind it is the product: the cookie is next-auth's, and the session a row.
 */
const held = { headers: new Headers(), cookies: new Map<string, string>() }

const jar = {
  get: (name: string) => (held.cookies.has(name) ? { name, value: held.cookies.get(name) ?? '' } : undefined),
  getAll: () => [...held.cookies].map(([name, value]) => ({ name, value })),
  has: (name: string) => held.cookies.has(name),
  set: (name: string, value: string) => void held.cookies.set(name, value),
  delete: (name: string) => void held.cookies.delete(name),
}

export const nextHeaders = {
  headers: async () => held.headers,
  cookies: async () => jar,
  draftMode: async () => ({ isEnabled: false }),
}

/** What actions tell Next's router; there is none here. */
export const nextCache = { refresh: () => {}, revalidatePath: () => {}, revalidateTag: () => {} }

/** What Next does once an answer was given; here at once, for whoever asks waits for nothing of it. */
export async function after(task: () => unknown): Promise<void> {
  await task()
}

/** The cookie that names a session, as next-auth would set it. */
export async function sessionCookie(sessionId: string): Promise<string> {
  const salt = env().PUBLIC_URL.startsWith('https:') ? '__Host-docket-session' : 'docket-session'
  const token = await encode({ token: { sid: sessionId }, secret: env().AUTH_SECRET ?? '', salt, maxAge: 3600 })
  return `${salt}=${token}`
}

/** From here on, requests carry these headers; `cookie` is what the browser sends. */
export function arriveWith(headers: Record<string, string>): Headers {
  held.headers = new Headers({ host: new URL(env().PUBLIC_URL).host, 'x-docket-peer': '192.0.2.9', ...headers })
  const pairs = (held.headers.get('cookie') ?? '').split('; ').filter(Boolean)
  held.cookies = new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]))
  return held.headers
}
