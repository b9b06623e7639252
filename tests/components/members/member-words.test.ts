import { expect, test } from 'vitest'
import { casesWords, inviteeWords, madeWords } from '@/components/members/member-words'

test('cases are counted in words', () => {
  expect(casesWords(1)).toBe('1 case')
  expect(casesWords(1200)).toBe('1,200 cases')
})

test('an invitation is told by whom it is for, then by who came', () => {
  const open = { state: 'open', acceptedBy: null } as const
  expect(inviteeWords({ ...open, email: null })).toBe('Whoever has the link')
  expect(inviteeWords({ ...open, email: 'nia@example.test' })).toBe('nia@example.test')
  const accepted = { state: 'accepted', acceptedBy: 'Nia' } as const
  expect(inviteeWords({ ...accepted, email: null })).toBe('Nia')
  expect(inviteeWords({ ...accepted, email: 'nia@example.test' })).toBe('Nia (nia@example.test)')
})

test('a new link says who can use it, and whether it was mailed', () => {
  const email = 'nia@example.test'
  expect(madeWords({ email: null, role: 'manager', mail: null })).toMatch(/^Whoever opens this link.*as manager/)
  expect(madeWords({ email, role: 'admin', mail: null })).toMatch(/no mail: send them the link yourself/)
  expect(madeWords({ email, role: 'admin', mail: { failure: null } })).toMatch(/^It was mailed to nia@example\.test/)
  const failed = madeWords({ email, role: 'admin', mail: { failure: 'The mail server could not be reached.' } })
  expect(failed).toBe(
    'The mail to nia@example.test did not go. The mail server could not be reached. Send them the link yourself.',
  )
})
