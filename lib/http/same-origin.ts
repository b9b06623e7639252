import { env } from '@/lib/env'
import { DocketError } from '@/lib/errors'
import { log } from '@/lib/log'

/**
 * Throws DocketError `forbidden`, and logs it, unless the browser says the request comes from a page of this Docket. Next
 * runs an action whose Origin is missing, or equals a forged X-Forwarded-Host (trust.md, trap 3), so it is compared with
 * PUBLIC_URL here. Without an Origin the browser's Sec-Fetch-Site, which no page can set, has to say so.
 */
export function assertSameOrigin(headers: Headers): void {
  const expected = new URL(env().PUBLIC_URL).origin
  const origin = headers.get('origin')
  const site = headers.get('sec-fetch-site')
  if (origin === expected || (origin === null && site === 'same-origin')) return
  log.warn({ origin: named(origin), site: site?.slice(0, 20) ?? 'missing' }, 'a request from elsewhere was refused')
  throw new DocketError(
    'forbidden',
    `This was not sent from Docket’s own pages. Open Docket at ${expected} and try again.`,
  )
}

/** Enough to see a PUBLIC_URL that is not the address people use; what is no origin is not repeated. */
function named(origin: string | null): string {
  if (origin === null) return 'missing'
  return URL.canParse(origin) && new URL(origin).origin === origin ? origin.slice(0, 200) : 'null'
}
