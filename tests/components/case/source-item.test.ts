import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { SourceItem } from '@/components/case/source-item'
import type { TriagedSource } from '@/lib/sources/list-sources'

const now = new Date('2026-11-24T05:00:00Z')
const source: TriagedSource = {
  ...{ addressHash: 'a'.repeat(64), url: 'https://news.example/a', title: 'A flood', says: 'Looks alike.' },
  ...{ verdict: null, similarity: 1, found: 'api', judgement: null, judgedByName: null, judgedAt: null },
}

function item(change: Partial<TriagedSource>) {
  const props = { source: { ...source, ...change }, now, pending: false, say: null }
  return renderToStaticMarkup(createElement(SourceItem, props))
}

test('only of another case, where Docket compared them, are the bytes said to be the same', () => {
  const ours = item({ url: '/cases/7', found: 'team' })
  expect(ours).toContain('The same bytes')
  expect(ours).not.toContain('100% alike')
  const told = item({ similarity: 1 })
  expect(told).toContain('100% alike')
  expect(told).toContain('Told by the detector')
  expect(told).not.toContain('The same bytes')
})
