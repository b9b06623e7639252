import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { actionsOf, codeFrom, rowsOf } from '@/components/policies/action-row'
import { inForceFor } from '@/components/policies/policies-table'
import { policyHref, versionIn } from '@/components/policies/policy-places'
import { PolicyText } from '@/components/policies/policy-text'
import { ruleFaults, rulesIn } from '@/components/policies/rule-fields'
import { TextDiff } from '@/components/policies/text-diff'
import { VersionDiff } from '@/components/policies/version-diff'
import { PolicyRules } from '@/lib/policies/policy-rules'

test('a code is made from a label that the server takes', () => {
  const code = PolicyRules.shape.actions.element.shape.code
  const labels = ['Remove', 'Übermalen & löschen', '2 strikes', '___', '', '删除', 'x'.repeat(80), 'Ask for the source']
  expect(labels.map(codeFrom)).toEqual([
    ...['remove', 'ubermalen_loschen', 'strikes', 'action', 'action', 'action', 'x'.repeat(40), 'ask_for_the_source'],
  ])
  for (const label of labels) expect(code.safeParse(codeFrom(label)).success).toBe(true)
})

test('an action keeps its code when its name changes, and rows without a name are none', () => {
  const rows = rowsOf([{ code: 'remove', label: 'Remove' }]).map((row) => ({ ...row, label: 'Take down ' }))
  const fresh = { key: 7, label: 'Add a label', code: null }
  expect(actionsOf([...rows, fresh, { key: 8, label: ' ', code: 'left' }])).toEqual([
    { code: 'remove', label: 'Take down' },
    { code: 'add_a_label', label: 'Add a label' },
  ])
})

test('what the form holds is what the server takes', () => {
  const data = new FormData()
  data.set('fourEyes', 'sample')
  data.set('sampleShare', '12.5')
  data.set('reasonLength', '40')
  data.set('exhibitRequired', 'on')
  expect(rulesIn(data)).toEqual({ fourEyes: 'sample', sampleShare: 0.125, reasonLength: 40, exhibitRequired: true })
  expect(rulesIn(new FormData())).toMatchObject({ fourEyes: 'never', sampleShare: 0.1, exhibitRequired: false })
  expect(ruleFaults(rulesIn(data))).toBeNull()
  for (const [field, wrong] of [
    ...['0', '101', '', 'x'].map((typed) => ['sampleShare', typed] as const),
    ...['0', '501', '', '1.5'].map((typed) => ['reasonLength', typed] as const),
  ]) {
    data.set('sampleShare', '10')
    data.set('reasonLength', '1')
    data.set(field, wrong)
    expect(Object.keys(ruleFaults(rulesIn(data)) ?? {})).toEqual([field])
  }
})

test('addresses', () => {
  expect(policyHref('p')).toBe('/settings/policies/p')
  expect(policyHref('p', { version: 3, against: 2 })).toBe('/settings/policies/p?version=3&against=2')
  expect([
    versionIn('12'),
    versionIn('0'),
    versionIn('-1'),
    versionIn('x'),
    versionIn(['1']),
    versionIn(undefined),
  ]).toEqual([...[12, null, null, null, null, null]])
})

test('where it is in force, in words', () => {
  expect(inForceFor({ isTeamDefault: true, queues: ['Harm'] })).toBe('The whole team, and “Harm”')
  expect(inForceFor({ isTeamDefault: true, queues: [] })).toBe('The whole team')
  expect(inForceFor({ isTeamDefault: false, queues: ['A', 'B'] })).toBe('“A”, “B”')
  expect(inForceFor({ isTeamDefault: false, queues: [] })).toBe('Only decisions that choose it')
})

test('what changed is marked up, and told to those who hear it; words are never markup', () => {
  const diff = renderToStaticMarkup(createElement(TextDiff, { before: 'Fakes go.', after: 'Fakes <b>stay</b>.' }))
  expect(diff).toMatch(/<del[^>]*>.*\[removed: .*go\./)
  expect(diff).toMatch(/<ins[^>]*>.*\[added: .*&lt;b&gt;stay/)
  const text = renderToStaticMarkup(createElement(PolicyText, { words: '- <script>\n- two' }))
  expect(text).toContain('<li>&lt;script&gt;</li>')
  const version = (n: number, fourEyes: 'never' | 'always') => ({
    ...{ version: n, words: 'Same.', publishedAt: new Date(), publishedBy: null },
    rules: PolicyRules.parse({ actions: [], fourEyes }),
  })
  const changed = { before: version(1, 'never'), after: version(2, 'always') }
  const rules = renderToStaticMarkup(createElement(VersionDiff, changed))
  expect(rules).toContain('They are the same.')
  expect(rules).toContain('Second pair of eyes')
  expect(rules).not.toContain('Reason')
})
