import net from 'node:net'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isMetadataAddress, isPrivateName, isPublicAddress } from '@/lib/media/address-rules'
import { addressAllowed, checkUrl } from '@/lib/media/url-rules'

const blocked = [
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '10.255.255.255',
  '100.64.0.1',
  '100.100.100.200',
  '100.127.255.255',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.0.1',
  '169.254.169.254',
  '169.254.170.2',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.0.0.192',
  '192.0.2.1',
  '192.31.196.1',
  '192.52.193.1',
  '192.88.99.1',
  '192.168.0.1',
  '192.168.255.255',
  '192.175.48.1',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.7',
  '203.0.113.9',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
  '168.63.129.16',
  '::',
  '::1',
  '::7f00:1',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:8.8.8.8',
  '::ffff:0:127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b::8.8.8.8',
  '64:ff9b:1::1',
  '100::1',
  '100:0:0:1::1',
  '2001::1',
  '2001:0:4136:e378:8000:63bf:3fff:fdd2',
  '2001:1::1',
  '2001:2::1',
  '2001:3::1',
  '2001:10::1',
  '2001:20::1',
  '2001:30::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '2002:a00:1::1',
  '2002:808:808::1',
  '2620:4f:8000::1',
  '3fff::1',
  '3fff:fff::1',
  '5f00::1',
  'fc00::1',
  'fd00:ec2::254',
  'fd20:ce::254',
  'fdff::1',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  '4000::1',
  '2400:1::5efe:10.0.0.1',
  '2400:1::200:5efe:7f00:1',
  'localhost',
  '',
  '1.2.3',
  '08.8.8.8',
  '8.8.8.8 ',
  '[::1]',
]
const open = [
  '1.1.1.1',
  '8.8.8.8',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '126.255.255.255',
  '128.0.0.1',
  '169.253.255.255',
  '172.15.255.255',
  '172.32.0.0',
  '192.0.1.1',
  '192.167.255.255',
  '192.169.0.0',
  '198.17.255.255',
  '198.20.0.0',
  '223.255.255.255',
  '168.63.129.15',
  '168.63.129.17',
  '2001:200::1',
  '2001:4860:4860::8888',
  '2003::1',
  '2606:4700::1111',
  '2a00:1450::200e',
  '3ffe::1',
  '2400:cb00:2048:1::c629:d7a2',
]

test.each(blocked)('%s is not public', (address) => expect(isPublicAddress(address)).toBe(false))
test.each(open)('%s is public', (address) => expect(isPublicAddress(address)).toBe(true))

test('no spelling of a special IPv4 address in IPv6 is public', () => {
  const special = fc.tuple(fc.constantFrom(10, 127), fc.nat(255), fc.nat(255), fc.nat(255))
  const prefix = fc.constantFrom('::', '::ffff:', '::ffff:0:', '64:ff9b::')
  fc.assert(
    fc.property(special, prefix, (bytes, start) => {
      const address = start + bytes.join('.')
      const inHex = `${start}${((bytes[0] << 8) | bytes[1]).toString(16)}:${((bytes[2] << 8) | bytes[3]).toString(16)}`
      const sixToFour = `2002:${((bytes[0] << 8) | bytes[1]).toString(16)}:${((bytes[2] << 8) | bytes[3]).toString(16)}::1`
      return [address, inHex, sixToFour].every((each) => net.isIPv6(each) && !isPublicAddress(each))
    }),
  )
})

test('metadata addresses are known in every spelling', () => {
  for (const address of [
    '169.254.169.254',
    '168.63.129.16',
    '100.100.100.200',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    'fd00:ec2::254',
    'fe80::1%2',
  ]) {
    expect(isMetadataAddress(address), address).toBe(true)
  }
  for (const address of ['10.0.0.1', '127.0.0.1', '8.8.8.8', 'fd12::1'])
    expect(isMetadataAddress(address), address).toBe(false)
})

test('names of the own network are known', () => {
  for (const name of [
    'localhost',
    'LOCALHOST.',
    'db',
    'a.local',
    'x.internal',
    'metadata.google.internal',
    'metadata',
    'router.lan',
    'nas.home.arpa',
  ]) {
    expect(isPrivateName(name), name).toBe(true)
  }
  for (const name of ['example.com', 'local.example.com', 'internal-media.example.org'])
    expect(isPrivateName(name), name).toBe(false)
})

describe('URLs', () => {
  const check =
    (url: string, allowed: string[] = []) =>
    () =>
      checkUrl(url, allowed)

  test('public HTTPS passes', () => {
    for (const url of [
      'https://example.com/a.png',
      'https://EXAMPLE.com:443/a?b=c#d',
      'https://8.8.8.8/x',
      'https://[2606:4700::1111]/x',
      'https://bücher.example/ü.png',
    ]) {
      expect(check(url), url).not.toThrow()
    }
  })

  test.each<[url: string, says: RegExp]>([
    ['http://example.com/a.png', /does not begin with https/],
    ['ftp://example.com/a', /no complete web address/],
    ['file:///etc/passwd', /no complete web address/],
    ['https:///etc/passwd', /no complete web address/],
    ['//example.com/a', /no complete web address/],
    ['example.com/a.png', /no complete web address/],
    ['https:example.com', /no complete web address/],
    ['', /no complete web address/],
    ['https://example.com:8443/a', /port 8443/],
    ['https://example.com:80/a', /port 80/],
    ['https://user:pw@example.com/a', /user name/],
    ['https://@example.com/a', /user name/],
    ['https://example.com\\@127.0.0.1/', /backslashes/],
    ['https://exa\tmple.com/', /control characters/],
    ['https://example.com/a\n', /control characters/],
    [' https://example.com/', /spaces/],
    [`https://example.com/${'a'.repeat(2048)}`, /longer than 2,048/],
    ['https://127.0.0.1/', /not publicly reachable/],
    ['https://2130706433/', /not publicly reachable/],
    ['https://0x7f.1/', /not publicly reachable/],
    ['https://0177.0.0.1/', /not publicly reachable/],
    ['https://127.1/', /not publicly reachable/],
    ['https://①②⑦.0.0.1/', /not publicly reachable/],
    ['https://[::1]/', /not publicly reachable/],
    ['https://[::ffff:127.0.0.1]/', /not publicly reachable/],
    ['https://localhost/', /not publicly reachable/],
    ['https://db/', /not publicly reachable/],
    ['https://nas.local./', /not publicly reachable/],
    ['https://169.254.169.254/latest/', /internal service/],
    ['https://metadata.google.internal/', /internal service/],
    ['https://168.63.129.16/', /internal service/],
    ['https://[fd00:ec2::254]/', /internal service/],
  ])('%s is refused', (url, says) => {
    expect(check(url)).toThrow(says)
    try {
      checkUrl(url, [])
    } catch (error) {
      expect(error).toMatchObject({ code: 'bad_request', fields: { url: [expect.stringMatching(says)] } })
    }
  })

  test('an administrator can allow private hosts by name and port, but no metadata service', () => {
    const allowed = ['nas.local', 'localhost:8080', '10.0.0.5', '::1', '169.254.169.254', 'metadata.google.internal']
    for (const url of [
      'https://nas.local/a',
      'http://nas.local/a',
      'http://localhost:8080/a',
      'http://10.0.0.5/',
      'https://[::1]/',
    ]) {
      expect(checkUrl(url, allowed), url).toMatchObject({ allowedPrivate: true })
    }
    for (const url of [
      'http://nas.local:81/',
      'http://localhost/',
      'http://localhost:8081/',
      'https://10.0.0.6/',
      'http://169.254.169.254/',
      'http://metadata.google.internal/',
    ]) {
      expect(check(url, allowed), url).toThrow()
    }
  })

  test('an address is checked again when it is known', () => {
    const open = checkUrl('https://example.com/', [])
    const inside = checkUrl('https://nas.local/', ['nas.local'])
    expect(addressAllowed('93.184.216.34', open)).toBe(true)
    expect(addressAllowed('10.0.0.1', open)).toBe(false)
    expect(addressAllowed('', open)).toBe(false)
    expect(addressAllowed('10.0.0.1', inside)).toBe(true)
    expect(addressAllowed('169.254.169.254', inside)).toBe(false)
  })
})
