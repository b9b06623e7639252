import { env } from '@/lib/env'
import { DocketError } from '@/lib/errors'
import { resolveHost } from './resolve-host'
import { checkUrl, type UrlUse } from './url-rules'

/** How long a host's look-up may hold up an answer. Milliseconds. */
const patience = 2_000

/**
 * Checks a URL that was handed in, so that a hopeless one is refused at once; answers it in its normal form. A host that
 * cannot be looked up just now passes: the fetch looks it up again, and checks each address it connects to.
 * Throws DocketError `bad_request` with `fields.url`, or `fields.callback_url` for that use.
 */
export async function checkSourceUrl(raw: string, use: UrlUse = 'media'): Promise<string> {
  const target = checkUrl(raw, env().ALLOWED_PRIVATE_HOSTS, use)
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patience)
  })
  try {
    await Promise.race([resolveHost(target), late])
  } catch (error) {
    if (error instanceof DocketError) throw error
  } finally {
    clearTimeout(timer)
  }
  return target.url.toString()
}
