import { DocketError } from '@/lib/errors'
import { checkSourceUrl } from '@/lib/media/check-source-url'

/** Where the Detect API begins at a host, unless the address says otherwise. */
const usualPath = '/api/v2'

/**
 * Checks the address of a Detect API that a team wants to connect, by the rules for URLs we fetch, and answers its base
 * URL: `https://detect.example.org`, `…/` and `…/api/v2/` are all `https://detect.example.org/api/v2`.
 * Throws DocketError `bad_request` with `fields.url`.
 */
export async function checkApiBase(raw: string): Promise<string> {
  const checked = new URL(await checkSourceUrl(raw.trim(), 'detector'))
  if (checked.search || checked.hash) {
    const message = 'The address holds a question mark or a hash sign. Give only where the API begins.'
    throw new DocketError('bad_request', message, { fields: { url: [message] } })
  }
  return apiBaseOf(checked)
}

/** The base URL that an address means: without a slash at its end, and with `/api/v2` where it names no path. */
export function apiBaseOf(url: URL): string {
  const path = url.pathname.replace(/\/+$/, '')
  return `${url.origin}${path === '' || path === '/api' ? usualPath : path}`
}
