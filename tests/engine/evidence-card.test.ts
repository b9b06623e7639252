import { expect, it, test } from 'vitest'
import { readMessage } from '@/lib/engine/analysis-message'
import type { Finding } from '@/lib/engine/check'
import type { Evidence } from '@/lib/engine/evidence'
import { checks } from '@/lib/engine/registry'
import { toEvidence } from '@/lib/engine/to-evidence'
import { familyCaps } from '@/lib/engine/verdict'
import { analysis } from '../support/rows'

const hit: Finding = {
  ...{
    points: 'synthetic',
    status: 'hit',
    llr: 2,
    strong: false,
    explain: 'Found.',
    doesNotShow: 'Little.',
    facts: {},
  },
}
const counts = { name: 'a test', positives: 3, hits: 2, negatives: 3, falseHits: 0 }

it.each(Object.keys(checks) as (keyof typeof checks)[])('a hit of %s that weighs has the cap of its family', (name) => {
  const carded = { ...hit, carded: true }
  expect(toEvidence(name, carded).cap).toBe(familyCaps[checks[name].family])
  expect(toEvidence(name, { ...carded, llr: -2, points: 'authentic' }).cap).toBe(familyCaps[checks[name].family])
})

it('a model without a card has a cap of its own', () => {
  expect(toEvidence('model.content', { ...hit, carded: false }).cap).toBe(0.7)
  expect(toEvidence('model.content', hit).cap).toBe(0.7)
})

it.each([{ llr: 0 }, { status: 'clear' }, { points: 'context' }] satisfies Partial<Finding>[])(
  'what weighs nothing has none: %o',
  (change) => expect(toEvidence('jpeg.ghost', { ...hit, ...change })).not.toHaveProperty('cap'),
)

test('the process of an analysis is believed caps and counts that can be, and nothing else', () => {
  const read = (change: object) => {
    const given = analysis()
    Object.assign(given.evidence[0]!, change)
    const message = readMessage(JSON.stringify({ kind: 'done', analysis: given }), '/tmp/work')
    return message?.kind === 'done' ? message.analysis.evidence[0] : null
  }
  expect(read({ cap: 1.4, card: counts })).toMatchObject({ cap: 1.4, card: counts })
  const bare = read({}) as Evidence
  expect(bare).not.toHaveProperty('cap')
  expect(bare).not.toHaveProperty('card')
  for (const card of [
    { ...counts, hits: 4 },
    { ...counts, falseHits: 4 },
    { ...counts, positives: -1 },
    { ...counts, negatives: 3.5 },
    { ...counts, name: 'x'.repeat(301) },
    { ...counts, name: '' },
    { name: 'a test' },
    null,
  ]) {
    expect(read({ card }), JSON.stringify(card)).toBeNull()
  }
  for (const cap of [0, -1, 101, 'much', null]) expect(read({ cap }), String(cap)).toBeNull()
})
