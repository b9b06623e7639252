import { describe, expect, test } from 'vitest'
import { firstFit, fits, nextAge, type RoutingConditions, type RoutingSubject } from '@/lib/queues/routing-rules'

const subject: RoutingSubject = {
  mediaType: 'video',
  source: 'url',
  label: 'Fake',
  score: 0.9,
  zeroRetention: false,
  language: 'pt-BR',
  ageMinutes: 60,
  policyId: '4c1f2a3e-5c1d-4b6f-9a51-0b8f6a8d7c10',
}
const unknown: RoutingSubject = {
  ...subject,
  mediaType: null,
  label: null,
  score: null,
  language: null,
  policyId: null,
}

describe('a rule', () => {
  test('without conditions takes everything', () => {
    expect(fits({}, subject)).toBe(true)
    expect(fits({ mediaTypes: [], sources: [], labels: [], languages: [], policyIds: [] }, unknown)).toBe(true)
  })

  test.each<[string, RoutingConditions, boolean]>([
    ['its kind of media', { mediaTypes: ['audio', 'video'] }, true],
    ['another kind', { mediaTypes: ['image'] }, false],
    ['its source', { sources: ['url'] }, true],
    ['another source', { sources: ['upload', 'api'] }, false],
    ['its label', { labels: ['Fake'] }, true],
    ['another label', { labels: ['Real'] }, false],
    ['the score itself as the least', { minScore: 0.9 }, true],
    ['more than the score', { minScore: 0.9001 }, false],
    ['the score itself as the greatest', { maxScore: 0.9 }, true],
    ['less than the score', { maxScore: 0.8999 }, false],
    ['that it is kept', { zeroRetention: false }, true],
    ['that nothing is kept', { zeroRetention: true }, false],
    ['its language', { languages: ['PT-br'] }, true],
    ['its language at large', { languages: ['pt'] }, true],
    ['a language that only begins alike', { languages: ['p'] }, false],
    ['a narrower language', { languages: ['pt-BR-x'] }, false],
    ['its age', { minAgeMinutes: 60 }, true],
    ['a greater age', { minAgeMinutes: 61 }, false],
    ['its policy', { policyIds: ['4c1f2a3e-5c1d-4b6f-9a51-0b8f6a8d7c10'] }, true],
    ['all at once', { mediaTypes: ['video'], minScore: 0.5, maxScore: 1, languages: ['pt'], minAgeMinutes: 1 }, true],
    ['all but one', { mediaTypes: ['video'], minScore: 0.5, maxScore: 0.6, languages: ['pt'] }, false],
  ])('that asks for %s', (_words, conditions, fit) => {
    expect(fits(conditions, subject)).toBe(fit)
  })

  test.each<[string, RoutingConditions]>([
    ['kind of media', { mediaTypes: ['video'] }],
    ['label', { labels: ['Fake'] }],
    ['least score', { minScore: 0 }],
    ['greatest score', { maxScore: 1 }],
    ['language', { languages: ['pt'] }],
    ['policy', { policyIds: ['4c1f2a3e-5c1d-4b6f-9a51-0b8f6a8d7c10'] }],
  ])('does not take a case whose %s is not known', (_words, conditions) => {
    expect(fits(conditions, unknown)).toBe(false)
  })
})

test('the first rule that fits is the one', () => {
  const rules = [
    { name: 'sound', conditions: { mediaTypes: ['audio' as const] } },
    { name: 'sure', conditions: { minScore: 0.8 } },
    { name: 'all', conditions: {} },
  ]
  expect(firstFit(rules, subject)?.name).toBe('sure')
  expect(firstFit(rules, { ...subject, score: 0.1 })?.name).toBe('all')
  expect(firstFit(rules.slice(0, 1), subject)).toBeNull()
})

test('the next age is that of an earlier rule which fits but for the age', () => {
  const old = { conditions: { minAgeMinutes: 240 } }
  const older = { conditions: { minAgeMinutes: 1440 } }
  const oldSound = { conditions: { minAgeMinutes: 90, mediaTypes: ['audio' as const] } }
  const all = { conditions: {} }
  expect(nextAge([older, old, oldSound, all], subject)).toBe(240)
  expect(nextAge([older, old], { ...subject, ageMinutes: 240 })).toBe(1440)
  // What stands behind the rule that fits has no say.
  expect(nextAge([all, old], subject)).toBeNull()
  expect(nextAge([oldSound], subject)).toBeNull()
})
