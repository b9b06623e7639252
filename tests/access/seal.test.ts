import { afterEach, beforeEach, expect, test } from 'vitest'
import { seal, unseal } from '@/lib/access/seal'
import { env } from '@/lib/env'

beforeEach(() => {
  env().AUTH_SECRET = 'a secret for tests only, thirty-two characters'
})
afterEach(() => {
  delete env().AUTH_SECRET
})

test('what was sealed opens again, and never looks the same twice', () => {
  const secret = 'whsec_Grüße'
  const [one, other] = [seal(secret, 'a'), seal(secret, 'a')]
  expect(unseal(one, 'a')).toBe(secret)
  expect(unseal(other, 'a')).toBe(secret)
  expect(one).not.toBe(other)
  expect(one).not.toContain('whsec')
  expect(unseal(seal('', 'a'), 'a')).toBe('')
})

test('it opens with its own context and secret only', () => {
  const sealed = seal('secret', 'team 1')
  expect(() => unseal(sealed, 'team 2')).toThrow(/cannot be opened/)
  env().AUTH_SECRET = 'another secret for tests, thirty-two characters'
  expect(() => unseal(sealed, 'team 1')).toThrow(expect.objectContaining({ name: 'SealBroken' }))
})

test('a changed, cut or foreign text does not open', () => {
  const sealed = seal('secret', 'a')
  const flipped = Buffer.from(sealed.slice(3), 'base64url')
  flipped[flipped.length - 1] = (flipped.at(-1) ?? 0) ^ 1
  for (const broken of [
    `v1.${flipped.toString('base64url')}`,
    sealed.slice(0, -8),
    sealed.slice(0, 20),
    'v1.',
    '',
    'secret',
    sealed.replace('v1', 'v2'),
  ]) {
    expect(() => unseal(broken, 'a'), broken).toThrow(expect.objectContaining({ name: 'SealBroken' }))
  }
})

test('without AUTH_SECRET it says so, and nothing is sealed with an empty key', () => {
  const sealed = seal('secret', 'a')
  delete env().AUTH_SECRET
  expect(() => seal('secret', 'a')).toThrow(/AUTH_SECRET is not set/)
  expect(() => unseal(sealed, 'a')).toThrow(/AUTH_SECRET is not set/)
})
