import dns from 'node:dns/promises'
import net from 'node:net'
import { addressAllowed, type FetchTarget, hostOf, notPublic } from './url-rules'

/**
 * All addresses of a target's host. Throws DocketError `bad_request` when one of them must not be connected to: a name
 * with a public and a private address is a trap. Throws what the resolver throws when the name cannot be looked up.
 */
export async function resolveHost(target: FetchTarget): Promise<{ address: string; family: number }[]> {
  const host = hostOf(target.url)
  const family = net.isIP(host)
  const addresses = family ? [{ address: host, family }] : await dns.lookup(host, { all: true, verbatim: true })
  if (addresses.length === 0 || !addresses.every(({ address }) => addressAllowed(address, target)))
    throw notPublic(target.use)
  return addresses
}
