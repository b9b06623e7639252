import type { Route } from 'next'

/** The path of ours in a query parameter, Home for anything else: a link must not send anyone elsewhere after signing in. */
export function localPath(from: string | string[] | undefined): Route {
  if (typeof from !== 'string' || !from.startsWith('/') || !URL.canParse(from, 'http://docket.invalid'))
    return '/' as Route
  const url = new URL(from, 'http://docket.invalid')
  // What is left of "/.//host" is another host once it is read again.
  const leaves = url.host !== 'docket.invalid' || url.pathname.startsWith('//')
  if (leaves || url.pathname.startsWith('/api/') || url.pathname === '/sign-in') return '/' as Route
  return `${url.pathname}${url.search}` as Route
}
