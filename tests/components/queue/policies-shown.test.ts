import { expect, test } from 'vitest'
import { missingInMany, policySentences, sharedPolicy, shownOf } from '@/components/queue/policies-shown'
import type { PolicyInForce } from '@/lib/policies/policy-in-force'
import { PolicyRules } from '@/lib/policies/policy-rules'

const policy = (name: string, rules: Partial<PolicyRules> = {}): PolicyInForce => ({
  ...{ policyId: name, name, version: 2, words: 'What misleads goes.' },
  rules: PolicyRules.parse({ actions: [], fourEyes: 'never', ...rules }),
})
const calm = policy('Calm')
const strict = policy('Strict', { exhibitRequired: true, reasonLength: 10 })

test('cases have a policy together only where all of them are judged by it', () => {
  expect(sharedPolicy([{ policy: calm, caseIds: ['a', 'b'] }])).toBe(calm)
  expect(
    sharedPolicy([
      { policy: calm, caseIds: ['a'] },
      { policy: null, caseIds: ['b'] },
    ]),
  ).toBeNull()
  expect(sharedPolicy([{ policy: null, caseIds: ['a'] }])).toBeNull()
  expect(sharedPolicy([])).toBeNull()
})

test('what was shown is said with its version, and that none was', () => {
  expect(
    shownOf([
      { policy: strict, caseIds: ['a'] },
      { policy: null, caseIds: ['b'] },
    ]),
  ).toEqual([
    { policyId: 'Strict', policyVersion: 2, caseIds: ['a'] },
    { policyId: null, caseIds: ['b'] },
  ])
})

test('what differs, is missing or will be refused is said beforehand', () => {
  expect(policySentences([{ policy: calm, caseIds: ['a'] }])).toEqual([])
  expect(policySentences([{ policy: null, caseIds: ['a'] }])).toEqual([
    'No policy is in force for them, so there is no action to choose.',
  ])
  const [differ, refused, ...more] = policySentences([
    { policy: strict, caseIds: ['a', 'b'] },
    { policy: null, caseIds: ['c'] },
  ])
  expect(differ).toContain('2 cases by “Strict”, version 2, 1 case by none')
  expect(refused).toContain('“Strict” asks for an exhibit')
  expect(more).toEqual([])
})

test('a finding and a reason as long as their policy asks for are missed before anything is sent', () => {
  expect(Object.keys(missingInMany({ finding: undefined, reason: '' }, null))).toEqual(['finding', 'reason'])
  expect(missingInMany({ finding: 'authentic', reason: 'x' }, calm)).toEqual({})
  expect(missingInMany({ finding: 'authentic', reason: '123456789' }, strict).reason).toContain('10 characters')
  expect(missingInMany({ finding: 'authentic', reason: '1234567890' }, strict)).toEqual({})
})
