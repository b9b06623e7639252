import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Completeness } from '@/components/retention/completeness'
import type { ShownCopy } from '@/components/retention/shown-copy'

const gone: ShownCopy = {
  copy: 'original',
  title: 'Original',
  subject: '',
  required: true,
  attempts: 1,
  attemptedAt: null,
  method: 'Deleted.',
  result: 'gone',
  failure: null,
  proof: 'probed',
  proofSays: 'Looked for.',
  provenAt: null,
}
const page = (copies: ShownCopy[], ended = true) => renderToStaticMarkup(createElement(Completeness, { copies, ended }))

test('says Complete when every copy that had to go is proven gone, and names what is out of reach', () => {
  const html = page([gone, { ...gone, required: false, result: 'unknown', proof: 'not_covered' }])
  expect(html).toContain('>Complete<')
  expect(html).toContain('1 more is out of Docket’s reach')
})

test.each<[string, Partial<ShownCopy>]>([
  ['waits', { result: 'waiting', proof: null }],
  ['failed', { result: 'failed', proof: null, failure: 'It is still there.' }],
  ['is not covered', { proof: 'not_covered' }],
  ['has no proof', { proof: null }],
  ['is not known', { result: 'unknown' }],
])('never says Complete while one copy %s', (_says, change) => {
  const html = page([gone, { ...gone, ...change }])
  expect(html).not.toContain('>Complete<')
  expect(html).toContain('Not complete: 1 of 2 copies proven gone')
})

test('nor of a deletion that has not ended, nor of none at all', () => {
  expect(page([gone], false)).not.toContain('>Complete<')
  expect(page([])).not.toContain('>Complete<')
})
