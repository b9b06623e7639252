import { RemoteFailure, unreadable } from './remote-failure'

/** What an answer that is no success brought. */
export interface Refusal {
  /** For sentences: `app.resemble.ai`. */
  host: string
  status: number
  /** The parsed body; undefined where it is no JSON. */
  body: unknown
  retryAfter: string | undefined
  /** Whether the request was one that changes something there: then it may have been done all the same. */
  changes: boolean
  now: Date
}

/** The longest an API may make us wait, in seconds. */
export const longestWait = 900

/** How much of what an API says is passed on, in characters. */
const longestWord = 300

/** The failure that an answer other than 2xx stands for: detect-api.md, section 3. */
export function refusalOf(refusal: Refusal): RemoteFailure {
  const { host, status, body } = refusal
  const said = messageIn(body)
  const quoted = said ? ` It says: “${said}”` : ''
  if (status === 401)
    return new RemoteFailure('key', {
      status,
      permanent: true,
      forModerator: `The detector at ${host} does not accept this team’s key. Ask an admin to check the detector’s settings.`,
      forAdmin: `${host} refused the key (401). Give a valid one in the detector’s settings, then run the analysis again.${quoted}`,
    })
  if (status === 402)
    return new RemoteFailure('payment', {
      status,
      permanent: true,
      forModerator: `The account at ${host} has no money left for this analysis. Ask an admin to top it up.`,
      forAdmin: `${host} wants payment (402)${costIn(body)}. Top up the account there, then run the analysis again.${quoted}`,
    })
  if (status === 403)
    return new RemoteFailure('forbidden', {
      status,
      permanent: true,
      forModerator: `The account at ${host} may not have this kind of analysis. Ask an admin to look at the detector’s settings.`,
      forAdmin: `${host} does not allow this with the present key (403). Ask for access there, or use another key.${quoted}`,
    })
  if (status === 429)
    return new RemoteFailure('rate', {
      status,
      permanent: false,
      retryAfterSeconds: waitOf(refusal),
      forModerator: `The detector at ${host} is busy with other requests. Docket tries again by itself.`,
      forAdmin: `${host} answered that too many requests came (429). Docket slows down and tries again by itself.${quoted}`,
    })
  if (status >= 500 || status === 408 || status === 425) return outage(refusal, quoted)
  if (status >= 300 && status < 400)
    return unreadable(host, `answered with a redirect (${status}), which is not followed.`, { permanent: true, status })
  if (status === 404 && said === null) return notThere(refusal)
  return new RemoteFailure('refused', {
    status,
    permanent: true,
    forModerator: said
      ? `The detector at ${host} refused this: “${said}”`
      : `The detector at ${host} refused this media. Ask an admin to look at the detector’s settings.`,
    forAdmin: `${host} refused the request (${status}).${quoted || ' It gives no reason.'}`,
  })
}

/** `Retry-After` as seconds or as a date (RFC 9110, section 10.2.3), at most 15 minutes; null where it says nothing. */
export function waitOf({ retryAfter, now }: Pick<Refusal, 'retryAfter' | 'now'>): number | null {
  const text = retryAfter?.trim() ?? ''
  if (text === '') return null
  const isDate = /^[a-z]{3,9},? /i.test(text)
  const seconds = isDate ? (Date.parse(text) - now.getTime()) / 1000 : /^\d+(\.\d+)?$/.test(text) ? Number(text) : null
  return seconds !== null && Number.isFinite(seconds) ? Math.min(longestWait, Math.max(0, Math.ceil(seconds))) : null
}

/** What an API says in words, as one line without markup; null where it says nothing. */
export function messageIn(body: unknown): string | null {
  if (typeof body !== 'object' || body === null) return null
  const { message, error, errors } = body as Record<string, unknown>
  const first = [message, error, Array.isArray(errors) ? errors[0] : undefined].find(
    (one): one is string => typeof one === 'string' && one.trim() !== '',
  )
  if (first === undefined) return null
  const line = first
    .slice(0, 4096)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
  return line.length > longestWord ? `${line.slice(0, longestWord - 1)}…` : line
}

function outage({ host, status, body, changes, ...rest }: Refusal, quoted: string): RemoteFailure {
  const page = body === undefined ? ' with a page instead of JSON' : ''
  return new RemoteFailure('unavailable', {
    status,
    permanent: false,
    retryAfterSeconds: waitOf(rest),
    // A gateway in front may give up on a request that is carried out behind it.
    maybeDone: changes,
    forModerator: `The detector at ${host} is out of order just now. Docket tries again by itself.`,
    forAdmin: `${host} answered with an error of its own (${status})${page}. Docket tries again by itself; if it lasts, look at the API’s status.${quoted}`,
  })
}

/** A page or nothing at all where an API would say what is missing: the address leads elsewhere. */
function notThere({ host, status }: Refusal): RemoteFailure {
  return unreadable(host, `has nothing at this address (${status}), and says so not as a Detect API would.`, {
    permanent: true,
    status,
  })
}

function costIn(body: unknown): string {
  const details = (body as { details?: unknown } | undefined)?.details
  if (typeof details !== 'object' || details === null) return ''
  const { estimated_cost_cents: estimated, detect_cost_cents: detect } = details as Record<string, unknown>
  const parts = [
    cents(estimated) && `${cents(estimated)} estimated`,
    cents(detect) && `${cents(detect)} for the detection`,
  ].filter(Boolean)
  return parts.length > 0 ? `: ${parts.join(', ')}` : ''
}

/** Cents as they would be written on a bill; the API names no currency. */
function cents(value: unknown): string | null {
  const amount = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof amount === 'number' && Number.isFinite(amount) && amount >= 0 ? `${(amount / 100).toFixed(2)}` : null
}
