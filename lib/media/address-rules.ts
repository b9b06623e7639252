import net from 'node:net'

/**
 * Which addresses on the internet we fetch from: only what is certainly public. Sources: the IANA special-purpose address
 * registries (RFC 6890 and what was added since), and the addresses where clouds answer with credentials.
 */
const specialIpv4 = blockList('ipv4', [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  // Azure's platform address: public space by number, but it answers inside every Azure machine.
  '168.63.129.16/32',
])

// Mapped, compatible, NAT64, unique-local, link-local and multicast addresses all lie outside 2000::/3.
const globalIpv6 = blockList('ipv6', ['2000::/3'])
const specialIpv6 = blockList('ipv6', ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20'])

/** Where clouds answer with a machine's credentials; refused even on hosts that an administrator allowed. */
const metadataIpv4 = blockList('ipv4', ['169.254.0.0/16', '168.63.129.16/32', '100.100.100.200/32', '192.0.0.192/32'])
const metadataIpv6 = blockList('ipv6', ['fd00:ec2::/32', 'fd20:ce::/32', 'fe80::/10'])
const metadataNames =
  /^(metadata|instance-data|metadata\.google\.internal|metadata\.goog|instance-data\.ec2\.internal|metadata\.azure\.internal)$/

const privateName = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|localdomain|home\.arpa|onion)$/

/** Whether an IP address is public. Anything that is no IP address is not. */
export function isPublicAddress(address: string): boolean {
  switch (net.isIP(address)) {
    case 4:
      return !specialIpv4.check(address, 'ipv4')
    case 6:
      return globalIpv6.check(address, 'ipv6') && !specialIpv6.check(address, 'ipv6') && !isIsatap(address)
    default:
      return false
  }
}

/** Whether an IP address is one where a cloud hands out credentials, also when written as mapped IPv6. */
export function isMetadataAddress(address: string): boolean {
  const bare = address.replace(/%.*$/, '')
  if (net.isIP(bare) === 4) return metadataIpv4.check(bare, 'ipv4')
  // A BlockList looks through ::ffff:0:0/96 by itself.
  return net.isIP(bare) === 6 && (metadataIpv6.check(bare, 'ipv6') || metadataIpv4.check(bare, 'ipv6'))
}

/** Whether a host name is of this machine's own network or a cloud's metadata service. Names without a dot are. */
export function isPrivateName(host: string): boolean {
  const name = host.toLowerCase().replace(/\.+$/, '')
  return isMetadataName(name) || privateName.test(name) || !name.includes('.')
}

/** Whether a host name is that of a cloud's metadata service. */
export function isMetadataName(host: string): boolean {
  return metadataNames.test(host.toLowerCase().replace(/\.+$/, ''))
}

/** ISATAP (RFC 5214) carries an IPv4 address, perhaps a private one, in its last 32 bits under any prefix. */
function isIsatap(address: string): boolean {
  const groups = expand(address)
  return (groups[4] === 0 || groups[4] === 0x200) && groups[5] === 0x5efe
}

function expand(address: string): number[] {
  const dotted = /(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address)
  const [, before, a, b, c, d] = dotted ?? []
  const hex = (high: string | undefined, low: string | undefined) => (Number(high) * 256 + Number(low)).toString(16)
  const plain = dotted ? `${before}${hex(a, b)}:${hex(c, d)}` : address
  const [left = '', right] = plain.split('::')
  const groups = (part: string) => (part ? part.split(':').map((group) => Number.parseInt(group, 16)) : [])
  if (right === undefined) return groups(left)
  const zeros = 8 - groups(left).length - groups(right).length
  return [...groups(left), ...new Array<number>(Math.max(0, zeros)).fill(0), ...groups(right)]
}

function blockList(family: 'ipv4' | 'ipv6', subnets: string[]): net.BlockList {
  const list = new net.BlockList()
  for (const subnet of subnets) {
    const [network = '', prefix] = subnet.split('/')
    list.addSubnet(network, Number(prefix), family)
  }
  return list
}
