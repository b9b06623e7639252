import { Secret } from 'otpauth'
import { expect, test } from 'vitest'
import { newSecret, setUpAddress, stepOf } from '@/lib/access/second-step/totp'
import { codeOf } from '../../support/second-step'

// RFC 6238, appendix B, for SHA-1: the secret is ASCII; of the eight digits there, an app shows the last six.
const rfcSecret = Secret.fromLatin1('12345678901234567890').base32
const vectors: [seconds: number, code: string][] = [
  [59, '94287082'],
  [1111111109, '07081804'],
  [1111111111, '14050471'],
  [1234567890, '89005924'],
  [2000000000, '69279037'],
  [20000000000, '65353130'],
]

test.each(vectors)('the code of RFC 6238 at %d seconds is right then', (seconds, code) => {
  expect(stepOf(rfcSecret, code.slice(2), new Date(seconds * 1000))).toBe(Math.floor(seconds / 30))
})

test.each([
  [-60, null],
  [-31, null],
  [-30, 0],
  [0, 0],
  [29, 0],
  [30, 0],
  [59, 0],
  [60, null],
])('a code is right from the 30 seconds before its own to those after: %d seconds', (seconds, found) => {
  const start = 1_234_567_890
  const own = Math.floor(start / 30)
  const step = stepOf(rfcSecret, '005924', new Date((start + seconds) * 1000))
  expect(step).toBe(found === null ? null : own)
})

test.each(['', '00592', '0059244', 'abcdef', '005925'])('“%s” is no code', (code) => {
  expect(stepOf(rfcSecret, code, new Date(1_234_567_890_000))).toBeNull()
})

test('secrets have 160 bits, each its own, and read back from what the app is shown', () => {
  const secrets = Array.from({ length: 50 }, newSecret)
  expect(new Set(secrets).size).toBe(50)
  for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  const [secret = ''] = secrets
  const address = new URL(setUpAddress(secret, 'ada@example.test'))
  expect(address.protocol).toBe('otpauth:')
  expect(Object.fromEntries(address.searchParams)).toEqual({
    issuer: 'Docket (localhost)',
    secret,
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  })
  expect(decodeURIComponent(address.pathname)).toContain('ada@example.test')
  expect(stepOf(secret, codeOf(secret))).not.toBeNull()
})
