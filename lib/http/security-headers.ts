/** By which proxy.ts tells the frame of all pages the nonce of this request; a browser's own header of that name is replaced. */
export const nonceHeader = 'x-docket-nonce'

/** What of the settings a page's policy depends on. */
export interface PolicySettings {
  /** Docket's own origin. */
  publicUrl: string
  /** Where the browser sends media itself; empty with stores that the server sends it to. */
  ingest: readonly string[]
  /** The provider of single sign-on, which a form's answer leads to. */
  issuer?: string | undefined
  /** `next dev`, which evaluates code and brings styles without a nonce. */
  isDev?: boolean
}

/**
 * The style that sonner 2.0.8 puts into pages, which takes no nonce, by its SHA-256; and the empty one that it is for a
 * moment. tests/http/security-headers.test.ts holds them against the package.
 */
const toastStyles = [
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='",
]

/** The Content-Security-Policy of a page: no script runs but those that carry the request's `nonce`, and what they load. */
export function pagePolicy(nonce: string, settings: PolicySettings): string {
  const { publicUrl, ingest, issuer, isDev = false } = settings
  const own = `'nonce-${nonce}'`
  const directives: Record<string, readonly string[]> = {
    'default-src': ["'self'"],
    'script-src': ["'self'", own, "'strict-dynamic'", ...(isDev ? ["'unsafe-eval'"] : [])],
    'script-src-attr': ["'none'"],
    'style-src-elem': ["'self'", ...(isDev ? ["'unsafe-inline'"] : [own, ...toastStyles])],
    // Places on a time axis, shares of a bar: numbers, which are written as style attributes.
    'style-src-attr': ["'unsafe-inline'"],
    'img-src': ["'self'", 'blob:', 'data:'],
    'media-src': ["'self'", 'blob:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...ingest],
    'worker-src': ["'self'", 'blob:'],
    'frame-src': ["'none'"],
    'frame-ancestors': ["'none'"],
    'form-action': ["'self'", ...(issuer === undefined ? [] : [new URL(issuer).origin])],
    'base-uri': ["'none'"],
    'object-src': ["'none'"],
    ...(publicUrl.startsWith('https:') && { 'upgrade-insecure-requests': [] }),
  }
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ')
}

/**
 * Where the browser sends media, as sources of a policy. `token`: what UploadThing's token says of its hosts, which are one
 * per region below the one named.
 */
export function ingestSources(settings: {
  MEDIA_STORE: string
  UPLOADTHING_INGEST_URL?: string | undefined
  UPLOADTHING_TOKEN?: { ingestHost: string } | undefined
}): string[] {
  if (settings.MEDIA_STORE !== 'uploadthing') return []
  if (settings.UPLOADTHING_INGEST_URL) return [new URL(settings.UPLOADTHING_INGEST_URL).origin]
  return settings.UPLOADTHING_TOKEN ? [`https://*.${settings.UPLOADTHING_TOKEN.ingestHost}`] : []
}
