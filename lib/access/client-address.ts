import ipaddr from 'ipaddr.js'

/** The header in which bin/web.mjs says who holds the connection; what a client writes there is overwritten. */
export const peerHeader = 'x-docket-peer'

/**
 * Where a request comes from, as far as attempts to sign in are told apart: an IPv4 address or an IPv6 /64, for that is
 * what one customer is given. X-Forwarded-For counts only where a proxy is trusted and on this machine or in its private network (a
 * container's host is): its last entry, which that proxy added itself. `unknown` when nothing says.
 */
export function clientAddress(headers: Headers, trustProxy: boolean): string {
  const peer = parse(headers.get(peerHeader))
  if (trustProxy && peer && near.has(peer.range())) {
    const forwarded = parse(headers.get('x-forwarded-for')?.split(',').at(-1))
    if (forwarded) return named(forwarded)
  }
  return peer ? named(peer) : 'unknown'
}

const near = new Set<string>(['loopback', 'private', 'uniqueLocal'])

type Address = ReturnType<typeof ipaddr.process>

function parse(text: string | null | undefined): Address | undefined {
  const bare = text?.trim().replace(/^\[(.*)\]$/, '$1') ?? ''
  // Reads an IPv4 address in IPv6 clothes as what it is.
  return ipaddr.isValid(bare) ? ipaddr.process(bare) : undefined
}

function named(address: Address): string {
  return address instanceof ipaddr.IPv6
    ? `${address.parts
        .slice(0, 4)
        .map((part) => part.toString(16))
        .join(':')}::/64`
    : address.toString()
}
