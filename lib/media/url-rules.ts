import net from 'node:net'
import { DocketError } from '@/lib/errors'
import { isMetadataAddress, isMetadataName, isPrivateName, isPublicAddress } from './address-rules'

/** The longest URL taken, in characters. */
export const maxUrlLength = 2048

/** What a URL was given for: media to fetch, an address to report outcomes or decisions to, a Detect API. Its refusals are worded for that. */
export type UrlUse = 'media' | 'callback' | 'detector' | 'webhook'

/** A URL that may be connected to, and whether its host is one the administrator allowed to be private. */
export interface FetchTarget {
  url: URL
  allowedPrivate: boolean
  use: UrlUse
}

/**
 * Checks a URL before anything is looked up: HTTPS on port 443 of a public host, or a host in `allowedPrivateHosts`
 * (`name` or `name:port`; there plain HTTP is taken too). Throws DocketError `bad_request` with a sentence.
 */
export function checkUrl(raw: string, allowedPrivateHosts: readonly string[], use: UrlUse = 'media'): FetchTarget {
  const url = parse(raw, use)
  const host = hostOf(url)
  const port = url.port || (url.protocol === 'http:' ? '80' : '443')
  const allowedPrivate = allowedPrivateHosts.some((entry) => {
    const [name, itsPort] = splitPort(entry.toLowerCase())
    return name === host && (itsPort ?? (url.protocol === 'http:' ? '80' : '443')) === port
  })
  if (isMetadataName(host) || isMetadataAddress(host))
    throw refusal(use, {
      media: 'leads to a cloud’s internal service, which is never fetched from.',
      callback: 'leads to a cloud’s internal service, to which nothing is ever sent.',
      detector: 'leads to a cloud’s internal service, to which nothing is ever sent.',
      webhook: 'leads to a cloud’s internal service, to which nothing is ever sent.',
    })
  if (allowedPrivate) return { url, allowedPrivate, use }
  if (url.protocol !== 'https:')
    throw refusal(use, {
      media: 'does not begin with https://. Use an address that does, or upload the file.',
      callback: 'does not begin with https://. Use an address that does.',
      detector: `does not begin with https://. Use an address that does, ${orAllow}`,
      webhook: `does not begin with https://. Use an address that does, ${orAllow}`,
    })
  if (port !== '443')
    throw refusal(use, {
      media: `names port ${port}; only the usual HTTPS port, 443, is fetched from. Upload the file instead.`,
      callback: `names port ${port}; only the usual HTTPS port, 443, is sent to. Use that one, ${orAllow}`,
      detector: `names port ${port}; only the usual HTTPS port, 443, is sent to. Use that one, ${orAllow}`,
      webhook: `names port ${port}; only the usual HTTPS port, 443, is sent to. Use that one, ${orAllow}`,
    })
  if (net.isIP(host) ? !isPublicAddress(host) : isPrivateName(host)) throw notPublic(use)
  return { url, allowedPrivate, use }
}

/** Whether a target may be connected to at an address. */
export function addressAllowed(address: string, target: FetchTarget): boolean {
  if (isMetadataAddress(address)) return false
  return target.allowedPrivate || isPublicAddress(address)
}

/** The refusal of a URL whose host is, or resolves to, an address that is not public. */
export function notPublic(use: UrlUse): DocketError {
  return refusal(use, {
    media: `is not publicly reachable. Upload the file instead, ${orAllow}`,
    callback: `is not publicly reachable. Use an address that is, ${orAllow}`,
    detector: `is not publicly reachable. Use an address that is, ${orAllow}`,
    webhook: `is not publicly reachable. Use an address that is, ${orAllow}`,
  })
}

/** The host of a URL without the brackets of an IPv6 address, in lower case. */
export function hostOf(url: URL): string {
  return url.hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
}

function splitPort(entry: string): [host: string, port: string | undefined] {
  if (net.isIPv6(entry)) return [entry, undefined]
  const [, name = '', port] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? []
  return [name.replace(/^\[|\]$/g, ''), port]
}

function parse(raw: string, use: UrlUse): URL {
  if (raw.length > maxUrlLength) throw tooLong(use)
  // Parsers drop or bend these, each in its own way, so that what was checked is not what is fetched.
  if (/[\p{Cc}\s\\]/u.test(raw))
    throw refusal(use, bothWays('holds spaces, backslashes or control characters. Copy it again.'))
  if (!/^https?:\/\/[^/?#]/i.test(raw) || !URL.canParse(raw))
    throw refusal(
      use,
      bothWays(
        `is no complete web address. A complete one begins with https:// and the name of a site, such as https://example.org/${examplePaths[use]}.`,
      ),
    )
  const url = new URL(raw)
  // What is kept and fetched is the encoded form, in which one letter can take up nine characters.
  if (url.href.length > maxUrlLength) throw tooLong(use)
  if (url.username || url.password || /^https?:\/\/[^/?#]*@/i.test(raw))
    throw refusal(use, {
      media: 'holds a user name or password. Remove them, or upload the file.',
      callback: 'holds a user name or password. Remove them; what is sent there is signed instead.',
      detector: 'holds a user name or password. Remove them; the key has a field of its own.',
      webhook: 'holds a user name or password. Remove them; what is sent there is signed instead.',
    })
  return url
}

function tooLong(use: UrlUse): DocketError {
  const says = `is longer than ${maxUrlLength.toLocaleString('en')} characters once it is encoded.`
  return refusal(use, {
    media: `${says} Upload the file instead.`,
    callback: `${says} Use a shorter one.`,
    detector: `${says} Use a shorter one.`,
    webhook: `${says} Use a shorter one.`,
  })
}

const orAllow = 'or ask the administrator to allow its host (ALLOWED_PRIVATE_HOSTS).'
const subjects: Record<UrlUse, [field: string, subject: string]> = {
  media: ['url', 'The URL'],
  callback: ['callback_url', 'The callback_url'],
  detector: ['url', 'The address'],
  webhook: ['url', 'The address'],
}
const examplePaths: Record<UrlUse, string> = {
  media: 'photo.jpg',
  callback: 'outcomes',
  detector: 'api/v2',
  webhook: 'decisions',
}

function bothWays(predicate: string): Record<UrlUse, string> {
  return { media: predicate, callback: predicate, detector: predicate, webhook: predicate }
}

function refusal(use: UrlUse, predicates: Record<UrlUse, string>): DocketError {
  const [field, subject] = subjects[use]
  const message = `${subject} ${predicates[use]}`
  return new DocketError('bad_request', message, { fields: { [field]: [message] } })
}
