import crypto from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { submissionHash } from '@/lib/detect/submission-hash'
import { env } from '@/lib/env'

const secret = env().AUTH_SECRET ?? ''

afterEach(() => {
  env().AUTH_SECRET = secret
})

test('the same submission has the same hash, in whatever order its options come, and another has another', () => {
  const one = submissionHash({ visualize: true, frameLength: 2 }, null, ['a', 'b'])
  expect(one).toMatch(/^[0-9a-f]{64}$/)
  expect(submissionHash({ frameLength: 2, visualize: true }, null, ['a', 'b'])).toBe(one)
  expect(submissionHash({ visualize: true, frameLength: 3 }, null, ['a', 'b'])).not.toBe(one)
  expect(submissionHash({ visualize: true, frameLength: 2 }, null, ['b', 'a'])).not.toBe(one)
})

test('who has the file and a copy of the database cannot tell by it that the file was here', () => {
  const sha256 = crypto.createHash('sha256').update('a file').digest('hex')
  const kept = submissionHash(sha256)
  expect(kept).not.toBe(
    crypto
      .createHash('sha256')
      .update(JSON.stringify([sha256]))
      .digest('hex'),
  )
  env().AUTH_SECRET = 'another secret for tests, thirty-two characters'
  expect(submissionHash(sha256)).not.toBe(kept)
})
