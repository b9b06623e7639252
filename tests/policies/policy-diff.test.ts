import { expect, test } from 'vitest'
import { type DiffPart, diffPieces, diffWords } from '@/lib/policies/policy-diff'
import { PolicyRules } from '@/lib/policies/policy-rules'
import { fourEyesNames, ruleWords } from '@/lib/policies/rule-words'

const marks = {
  same: (text: string) => text,
  added: (text: string) => `[+${text}]`,
  removed: (text: string) => `[-${text}]`,
}
const shown = (parts: DiffPart[]) => parts.map(({ kind, text }) => marks[kind](text)).join('')
const side = (parts: DiffPart[], without: 'added' | 'removed') =>
  parts.flatMap(({ kind, text }) => (kind === without ? [] : [text])).join('')

test('words that go and come stand where they were, phrases together', () => {
  expect(shown(diffWords('Fakes of people go.', 'Fakes of living people go away.'))).toBe(
    'Fakes of [+living ]people [-go.][+go away.]',
  )
  expect(shown(diffWords('one two three', 'four five three'))).toBe('[-one two][+four five] three')
  // Lines that have nothing in common are not cut up.
  expect(shown(diffWords('Ask a manager.\n', 'Dubbing stays.\n'))).toBe('[-Ask a manager.\n][+Dubbing stays.\n]')
  expect(shown(diffWords('- Art\n\nAsk me if unsure.', '- Art\n- Dubbing\n\nAsk us if unsure.'))).toBe(
    '- Art\n[+- Dubbing\n]\nAsk [-me][+us] if unsure.',
  )
  expect(shown(diffWords('a\nb\n', 'a\nc\nb\n'))).toBe('a\n[+c\n]b\n')
  expect(diffWords('same', 'same')).toEqual([{ kind: 'same', text: 'same' }])
  expect(diffWords('', '')).toEqual([])
  expect(shown(diffWords('', 'all new'))).toBe('[+all new]')
  expect(shown(diffWords('all gone', ''))).toBe('[-all gone]')
})

test('both texts can be read out of every difference', () => {
  const words = ['the', 'a', 'fake', ' ', '\n', 'go.', '- ', 'satire']
  let seed = 7
  const next = () => {
    seed = (seed * 48271) % 2147483647
    return seed
  }
  const text = () => Array.from({ length: next() % 30 }, () => words[next() % words.length]).join('')
  for (let round = 0; round < 300; round++) {
    const [before, after] = [text(), text()]
    const parts = diffWords(before, after)
    expect([side(parts, 'added'), side(parts, 'removed')]).toEqual([before, after])
  }
})

test('long texts are compared quickly, also those of nothing but lines', () => {
  const before = Array.from({ length: 900 }, (_, n) => `Line ${n} of a long policy.`).join('\n')
  const after = before.replace('Line 450 of', 'Line 450 no longer of')
  const began = performance.now()
  const parts = diffWords(before, after)
  expect(performance.now() - began).toBeLessThan(2000)
  expect(parts.filter(({ kind }) => kind !== 'same').map(({ text }) => text)).toEqual(['no longer '])
  const endless = ['a\n'.repeat(10_000), 'b\n'.repeat(9_999)] as const
  expect(diffWords(...endless).map(({ kind }) => kind)).toEqual(['removed', 'added'])
  expect(diffPieces(['a'], [])).toEqual([{ kind: 'removed', text: 'a' }])
})

test('rules as sentences', () => {
  const rules = PolicyRules.parse({
    actions: [{ code: 'remove', label: 'Remove' }],
    fourEyes: 'sample',
    sampleShare: 0.125,
  })
  expect(ruleWords(rules).map(({ says }) => says)).toEqual([
    ...['For 12.5 % of decisions, drawn at random', 'Asked for', 'As the person sees fit', 'Remove (remove)'],
  ])
  const strict = PolicyRules.parse({ actions: [], fourEyes: 'always', reasonLength: 40, exhibitRequired: true })
  expect(ruleWords(strict).map(({ says }) => says)).toEqual([
    ...[fourEyesNames.always.name, '40 characters at least', 'A decision cites one at least', 'None'],
  ])
})
