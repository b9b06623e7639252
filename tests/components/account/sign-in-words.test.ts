import { expect, test } from 'vitest'
import { signInWords } from '@/components/account/sign-in-words'

test('how somebody signs in, in words', () => {
  expect(signInWords({ hasPassword: true, providers: [] })).toBe('your password')
  expect(signInWords({ hasPassword: false, providers: ['id.example.org'] })).toBe('your account at id.example.org')
  expect(signInWords({ hasPassword: true, providers: ['a.test', 'b.test'] })).toBe(
    'your password, or your account at a.test, or your account at b.test',
  )
  expect(signInWords({ hasPassword: false, providers: [] })).toMatch(/choose a password/)
})
