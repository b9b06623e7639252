/**
 * Sends a browser at 127.0.0.1 to the public address, where signing in works (next-auth loses its cookie at the other),
 * and says whether it did. Not done in proxy.ts: Next takes both names for one host there and makes the redirect relative,
 * so that it leads back to 127.0.0.1 for ever.
 */
export function sentToPublicAddress(request, response, publicUrl) {
  const { protocol, hostname, host, port } = new URL(publicUrl)
  if (hostname !== 'localhost' || request.headers.host !== `127.0.0.1${port && `:${port}`}`) return false
  const path = request.url ?? '/'
  if (!['GET', 'HEAD'].includes(request.method) || /^\/(?:api|_next)(?:[/?]|$)/i.test(path)) return false
  response.writeHead(307, { location: `${protocol}//${host}${path}`, 'cache-control': 'no-store' }).end()
  return true
}
