import { expect, test } from 'vitest'
import { askedInWords } from '@/components/retention/retention-words'

test('who asked that nothing is kept, and for how long it may be looked at', () => {
  expect(askedInWords({ by: 'rule', window: 24 * 60 })).toBe(
    'Asked for by the team’s rule. The team’s window then: 24 hours from the hand-in.',
  )
  expect(askedInWords({ by: 'person', window: 90 })).toContain('the person who handed it in')
  expect(askedInWords({ by: 'request', window: 0 })).toBe(
    'Asked for by the request over the API. The team’s window then: until its analysis has ended.',
  )
})
