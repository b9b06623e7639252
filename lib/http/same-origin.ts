import { env } from '@/lib/env'
import { DocketError } from '@/lib/errors'

/**
 * Throws DocketError `forbidden` unless the browser says the request comes from a page of this Docket. Next runs an action
 * whose Origin is missing, or equals a forged X-Forwarded-Host (trust.md, trap 3), so it is compared with PUBLIC_URL here.
 */
export function assertSameOrigin(headers: Headers): void {
  const expected = new URL(env().PUBLIC_URL).origin
  if (headers.get('origin') === expected) return
  throw new DocketError(
    'forbidden',
    `This was not sent from Docket’s own pages. Open Docket at ${expected} and try again.`,
  )
}
