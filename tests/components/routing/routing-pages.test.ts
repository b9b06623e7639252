import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { ConditionFields } from '@/components/routing/condition-fields'
import { ageWords, conditionLine, conditionWords, splitAge } from '@/components/routing/condition-words'
import { basisWords, changeWords, effectWords } from '@/components/routing/effect-words'
import { RoutingDesk } from '@/components/routing/routing-desk'
import { begunRule, conditionsIn, faultsOf, newKey, sameRules } from '@/components/routing/rule-draft'
import { WhatIfPanel } from '@/components/routing/what-if-panel'
import { RoutingConditions } from '@/lib/queues/routing-rules'

const policies = [{ id: '6b8f6a52-2f0f-4a4e-9c0e-3f5f1f9e7a11', name: 'Impersonation' }]
const queues = [
  { id: 'q1', name: 'Main queue' },
  { id: 'q2', name: 'Voices' },
]
const whole: RoutingConditions = {
  mediaTypes: ['audio', 'video'],
  sources: ['api'],
  labels: ['Fake', 'Likely fake'],
  minScore: 0.8,
  maxScore: 1,
  zeroRetention: true,
  languages: ['en', 'pt-BR'],
  minAgeMinutes: 120,
  policyIds: ['6b8f6a52-2f0f-4a4e-9c0e-3f5f1f9e7a11'],
}

test('a new rule gets a key of its own without the browser’s help, which only pages with HTTPS have', () => {
  const randomUUID = vi.spyOn(crypto, 'randomUUID')
  const rule = (key: string) => ({ key, queueId: 'q1', conditions: {}, enabled: true })
  expect(newKey([])).toBe('new-1')
  expect(newKey([rule('new-1'), rule('b')])).toBe('new-3')
  expect(newKey([rule('b'), rule('new-3')])).toBe('new-4')
  expect(randomUUID).not.toHaveBeenCalled()
})

test('a rule in words', () => {
  expect(conditionLine({}, [])).toBe('Every case')
  expect(conditionLine({ mediaTypes: [], minAgeMinutes: 0 }, [])).toBe('Every case')
  const words = conditionWords(whole, policies)
  expect(words).toHaveLength(8)
  expect(words).toEqual(
    expect.arrayContaining([
      'audio or video',
      'from the API',
      'labelled “Fake” or “Likely fake”',
      'scored 80% to 100%',
      'zero retention',
      'in en or pt-BR',
      'handed in 2 hours ago or earlier',
      'judged by “Impersonation”',
    ]),
  )
  expect(conditionWords({ policyIds: whole.policyIds }, [])).toEqual(['judged by an archived policy'])
  expect(conditionWords({ maxScore: 0.2, zeroRetention: false }, [])).toEqual([
    'scored 20% or less',
    'not zero retention',
  ])
  expect([ageWords(1), ageWords(90), ageWords(1440)]).toEqual(['1 minute', '90 minutes', '1 day'])
  expect(splitAge(0)).toEqual({ count: 0, unit: 'minutes' })
})

test('what the form holds is what the server takes, and what is left open is left out', () => {
  const data = new FormData()
  for (const [name, value] of [
    ['mediaType', 'audio'],
    ['mediaType', 'video'],
    ['source', 'api'],
    ['label', 'Fake'],
    ['label', 'Likely fake'],
    ['minScore', '80'],
    ['maxScore', '100'],
    ['retention', 'zero'],
    ['languages', ' en, pt-BR;'],
    ['age', '2'],
    ['ageUnit', 'hours'],
    ['policy', policies[0]!.id],
  ] as const)
    data.append(name, value)
  expect(conditionsIn(data)).toEqual(whole)
  expect(RoutingConditions.parse(conditionsIn(data))).toEqual(whole)
  expect(conditionsIn(new FormData())).toEqual({})
})

test('the fields show a rule as it is, each with a label', () => {
  const shown = renderToStaticMarkup(
    createElement(ConditionFields, { conditions: whole, policies, faults: { score: 'No.' } }),
  )
  expect(shown.match(/aria-checked="true"/g)).toHaveLength(6)
  for (const text of ['Impersonation', 'value="80"', 'value="en, pt-BR"', 'id="score-fault"'])
    expect(shown).toContain(text)
  const ids = [...shown.matchAll(/<label[^>]* for="([^"]+)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(shown).toContain(`id="${id}"`)
})

test('a policy that was archived since stays among a rule’s conditions, until somebody takes it out', () => {
  const gone = '0d6f5a3e-7c1b-4d8e-9a2f-6b3c4d5e6f70'
  for (const left of [policies, []]) {
    const shown = renderToStaticMarkup(
      createElement(ConditionFields, { conditions: { policyIds: [gone] }, policies: left, faults: {} }),
    )
    expect(shown).toContain('An archived policy')
    expect(shown).toMatch(
      new RegExp(`aria-checked="true"[^>]*id="policy-${gone}"|id="policy-${gone}"[^>]*aria-checked="true"`),
    )
  }
  const without = renderToStaticMarkup(createElement(ConditionFields, { conditions: {}, policies, faults: {} }))
  expect(without).not.toContain('An archived policy')
})

test('what is wrong with a rule is said by field', () => {
  expect(faultsOf({ queueId: 'q1', conditions: {} })).toEqual({})
  expect(
    Object.keys(faultsOf({ queueId: '', conditions: { minScore: 0.9, maxScore: 0.1, minAgeMinutes: -1 } })),
  ).toEqual(['queue', 'score', 'age'])
  expect(faultsOf({ queueId: 'q1', conditions: { maxScore: 2 } })).toHaveProperty('score')
  expect(faultsOf({ queueId: 'q1', conditions: { minScore: Number.NaN } })).toHaveProperty('score')
})

test('an address begins a rule, or is not listened to', () => {
  expect(begunRule(JSON.stringify({ minScore: 0.7 }))).toEqual({ minScore: 0.7 })
  for (const odd of [undefined, ['{}'], 'x', '{"minScore":7}', JSON.stringify({ languages: ['x'.repeat(5000)] })])
    expect(begunRule(odd)).toBeNull()
})

test('rules are the same whatever the order of their conditions, and not in another order of rules', () => {
  const one = { id: 'a', queueId: 'q1', conditions: { minScore: 0.1, sources: ['api' as const] }, enabled: true }
  const turned = { ...one, conditions: { sources: ['api' as const], minScore: 0.1 } }
  const other = { ...one, id: 'b' }
  expect(sameRules([one], [turned])).toBe(true)
  expect(sameRules([one, other], [other, one])).toBe(false)
  expect(sameRules([one], [{ ...one, enabled: false }])).toBe(false)
  const { id, ...fresh } = one
  expect(sameRules([one], [fresh])).toBe(false)
})

test('what rules would do, in words', () => {
  expect(effectWords({ takes: 3, fits: 5, findings: { authentic: 1, synthetic: 2 }, takesWaiting: 1 })).toBe(
    'Would have taken 3 cases: 2 synthetic, 1 authentic. Takes 1 case of those that wait now.',
  )
  expect(effectWords({ takes: 0, fits: 7, findings: {}, takesWaiting: 0 })).toMatch(/rules above it take the 7/)
  expect(effectWords({ takes: 0, fits: 0, findings: {}, takesWaiting: 0 })).toBe('No past case fits it.')
  expect([changeWords(3, 3), changeWords(3, 5), changeWords(3, 1)]).toEqual([
    'as now',
    '2 more than now',
    '2 fewer than now',
  ])
  expect(basisWords({ past: 0, waiting: 0, partial: false }, 30)).toMatch(/No case was decided/)
  expect(basisWords({ past: 1, waiting: 2, partial: true }, 7)).toMatch(
    /From 1 case .* 2 cases open now\. These are the newest/,
  )
})

test('the page shows rules, what is taken by none, and the figures as a table', () => {
  const rule = { id: 'r1', queueId: 'q2', conditions: { mediaTypes: ['audio' as const] }, enabled: true }
  const never = () => new Promise<never>(() => {})
  const desk = renderToStaticMarkup(
    createElement(RoutingDesk, {
      rules: [rule, { ...rule, id: 'r2', queueId: 'gone', enabled: false }],
      queues,
      defaultName: 'Main queue',
      policies,
      begun: null,
      save: never,
      whatIf: never,
    }),
  )
  for (const text of ['Voices', 'not in use any more', 'Main queue', 'Move rule 1 down', 'These rules are in force'])
    expect(desk).toContain(text)
  const effects = {
    rules: [null],
    queues: [{ queueId: 'q2', before: 1, after: 4, waitingBefore: 2, waitingAfter: 0 }],
    past: 5,
    waiting: 2,
    partial: false,
  }
  const panel = renderToStaticMarkup(
    createElement(WhatIfPanel, {
      answer: { keys: ['r1'], days: 30, effects },
      message: null,
      pending: false,
      queues,
      days: 30,
      onDays: () => {},
    }),
  )
  for (const text of ['Voices', '3 more than now', '2 fewer than now', 'From 5 cases']) expect(panel).toContain(text)
})
