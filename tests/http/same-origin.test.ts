import { afterEach, describe, expect, test, vi } from 'vitest'
import { env } from '@/lib/env'
import { assertSameOrigin } from '@/lib/http/same-origin'
import { log } from '@/lib/log'

afterEach(() => vi.restoreAllMocks())

const check = (headers: Record<string, string>) => () => assertSameOrigin(new Headers(headers))
const own = new URL(env().PUBLIC_URL).origin

test('a page of Docket is known by its origin, or by the browser’s word where it sends none', () => {
  expect(check({ origin: own })).not.toThrow()
  expect(check({ origin: own, 'sec-fetch-site': 'same-origin' })).not.toThrow()
  expect(check({ 'sec-fetch-site': 'same-origin' })).not.toThrow()
})

describe('refused, and logged with no more than where it came from', () => {
  test.each([
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, 'https://evil.example'],
    [
      'another site, whatever its browser says',
      { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
      'https://evil.example',
    ],
    ['no origin', {}, 'missing'],
    ['no origin, typed or from a bookmark', { 'sec-fetch-site': 'none' }, 'missing'],
    ['a frame without an origin', { origin: 'null', 'sec-fetch-site': 'cross-site' }, 'null'],
    ['a sibling', { origin: own.replace('//', '//sub.') }, own.replace('//', '//sub.')],
    ['the other scheme', { origin: own.replace('http:', 'https:') }, own.replace('http:', 'https:')],
    ['what begins like it', { origin: `${own}.evil.example` }, 'null'],
    [
      'a forwarded host',
      { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
      'https://evil.example',
    ],
    ['what is no origin', { origin: `${own}/cases/7` }, 'null'],
  ])('%s', (_, headers, named) => {
    const warned = vi.spyOn(log, 'warn').mockImplementation(() => {})
    expect(check(headers as Record<string, string>)).toThrow(/not sent from Docket’s own pages/)
    const site = (headers as Record<string, string>)['sec-fetch-site'] ?? 'missing'
    expect(warned).toHaveBeenCalledExactlyOnceWith({ origin: named, site }, 'a request from elsewhere was refused')
  })
})
