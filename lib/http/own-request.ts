/**
 * Whether a page was asked for by itself: a live refresh, or the answer to an action on it. Such a request comes from a
 * script and names the same address as its origin; one that follows a link names the page it was on. `path`: of the page.
 */
export function isOwnRequest(headers: Headers, path: string): boolean {
  const dest = headers.get('sec-fetch-dest')
  // Not sent over plain http but to localhost; a request for a document then says so in what it accepts.
  const fromScript = dest === null ? !(headers.get('accept') ?? '').includes('text/html') : dest === 'empty'
  const from = headers.get('referer')
  return fromScript && from !== null && URL.canParse(from) && new URL(from).pathname === path
}
