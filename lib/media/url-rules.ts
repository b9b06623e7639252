import net from 'node:net'
import { DocketError } from '@/lib/errors'
import { isMetadataAddress, isMetadataName, isPrivateName, isPublicAddress } from './address-rules'

/** The longest URL taken, in characters. */
export const maxUrlLength = 2048

/** A URL that may be fetched, and whether its host is one the administrator allowed to be private. */
export interface FetchTarget {
  url: URL
  allowedPrivate: boolean
}

/**
 * Checks a URL before anything is looked up: HTTPS on port 443 of a public host, or a host in `allowedPrivateHosts`
 * (`name` or `name:port`; there plain HTTP is taken too). Throws DocketError `bad_request` with a sentence.
 */
export function checkUrl(raw: string, allowedPrivateHosts: readonly string[]): FetchTarget {
  const url = parse(raw)
  const host = hostOf(url)
  const port = url.port || (url.protocol === 'http:' ? '80' : '443')
  const allowedPrivate = allowedPrivateHosts.some((entry) => {
    const [name, itsPort] = splitPort(entry.toLowerCase())
    return name === host && (itsPort ?? (url.protocol === 'http:' ? '80' : '443')) === port
  })
  if (isMetadataName(host) || isMetadataAddress(host))
    throw refusal('leads to a cloud’s internal service, which is never fetched from.')
  if (allowedPrivate) return { url, allowedPrivate }
  if (url.protocol !== 'https:')
    throw refusal('does not begin with https://. Use an address that does, or upload the file.')
  if (port !== '443')
    throw refusal(`names port ${port}; only the usual HTTPS port, 443, is fetched from. Upload the file instead.`)
  if (net.isIP(host) ? !isPublicAddress(host) : isPrivateName(host)) throw notPublic()
  return { url, allowedPrivate }
}

/** Whether a target may be connected to at an address. */
export function addressAllowed(address: string, target: FetchTarget): boolean {
  if (isMetadataAddress(address)) return false
  return target.allowedPrivate || isPublicAddress(address)
}

/** The refusal of a URL whose host is, or resolves to, an address that is not public. */
export function notPublic(): DocketError {
  return refusal(
    'is not publicly reachable. Upload the file instead, or ask the administrator to allow its host (ALLOWED_PRIVATE_HOSTS).',
  )
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

function parse(raw: string): URL {
  if (raw.length > maxUrlLength) throw tooLong()
  // Parsers drop or bend these, each in its own way, so that what was checked is not what is fetched.
  if (/[\p{Cc}\s\\]/u.test(raw)) throw refusal('holds spaces, backslashes or control characters. Copy it again.')
  if (!/^https?:\/\/[^/?#]/i.test(raw) || !URL.canParse(raw))
    throw refusal(
      'is no complete web address. A complete one begins with https:// and the name of a site, such as https://example.org/photo.jpg.',
    )
  const url = new URL(raw)
  // What is kept and fetched is the encoded form, in which one letter can take up nine characters.
  if (url.href.length > maxUrlLength) throw tooLong()
  if (url.username || url.password || /^https?:\/\/[^/?#]*@/i.test(raw))
    throw refusal('holds a user name or password. Remove them, or upload the file.')
  return url
}

function tooLong(): DocketError {
  return refusal(
    `is longer than ${maxUrlLength.toLocaleString('en')} characters once it is encoded. Upload the file instead.`,
  )
}

function refusal(predicate: string): DocketError {
  const message = `The URL ${predicate}`
  return new DocketError('bad_request', message, { fields: { url: [message] } })
}
