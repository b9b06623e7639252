import { expect, test } from 'vitest'
import { clientAddress } from '@/lib/access/client-address'
import { readSettings } from '@/lib/env'

const from = (peer: string | undefined, forwarded: string | undefined, trust: boolean) =>
  clientAddress(
    new Headers({
      ...(peer !== undefined && { 'x-docket-peer': peer }),
      ...(forwarded !== undefined && { 'x-forwarded-for': forwarded }),
    }),
    trust,
  )

test('X-Forwarded-For is believed of a trusted proxy on this machine or beside it, and only what it added', () => {
  expect(from('127.0.0.1', '203.0.113.9, 198.51.100.7', true)).toBe('198.51.100.7')
  expect(from('::1', '198.51.100.7', true)).toBe('198.51.100.7')
  expect(from('::ffff:127.0.0.1', '198.51.100.7', true)).toBe('198.51.100.7')
  expect(from('127.0.0.1', '198.51.100.7', false)).toBe('127.0.0.1')
  expect(from('172.17.0.1', '198.51.100.7', true)).toBe('198.51.100.7')
  expect(from('192.0.2.4', '198.51.100.7', true)).toBe('192.0.2.4')
  expect(from(undefined, '198.51.100.7', true)).toBe('unknown')
  expect(from('127.0.0.1', '198.51.100.7, nonsense', true)).toBe('127.0.0.1')
  expect(from('127.0.0.1', undefined, true)).toBe('127.0.0.1')
})

test('one address however it is written; IPv6 by the network one customer is given', () => {
  expect(from('::ffff:192.0.2.4', undefined, false)).toBe('192.0.2.4')
  expect(from('2001:db8:1:2:aaaa::1', undefined, false)).toBe(from('2001:db8:1:2::2', undefined, false))
  expect(from('2001:db8:1:3::1', undefined, false)).not.toBe(from('2001:db8:1:2::1', undefined, false))
})

test('a proxy is trusted where people come by https, unless the setting says otherwise', () => {
  expect(readSettings({ NODE_ENV: 'test' }).TRUST_PROXY).toBe(false)
  expect(readSettings({ NODE_ENV: 'test', PUBLIC_URL: 'https://docket.example' }).TRUST_PROXY).toBe(true)
  expect(readSettings({ NODE_ENV: 'test', PUBLIC_URL: 'https://docket.example', TRUST_PROXY: 'no' }).TRUST_PROXY).toBe(
    false,
  )
  expect(readSettings({ NODE_ENV: 'test', TRUST_PROXY: 'true' }).TRUST_PROXY).toBe(true)
  expect(() => readSettings({ NODE_ENV: 'test', TRUST_PROXY: 'perhaps' })).toThrow(/TRUST_PROXY/)
})
