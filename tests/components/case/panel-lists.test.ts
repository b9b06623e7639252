import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime'
import { createElement, type ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { RunCompare } from '@/components/case/run-compare'
import type { ComparedRun } from '@/components/case/run-diff'
import { SourcesPanel } from '@/components/case/sources-panel'
import { TimelineFilter, type TimelineItem } from '@/components/case/timeline-filter'
import type { TriagedSource } from '@/lib/sources/list-sources'
import { wordsOf } from '../../support/case-page'

const router = { push() {}, refresh() {} } as unknown as NonNullable<
  Parameters<typeof AppRouterContext.Provider>[0]['value']
>
const render = (element: ReactElement) =>
  renderToStaticMarkup(createElement(AppRouterContext.Provider, { value: router }, element))

const source = (change: Partial<TriagedSource> = {}): TriagedSource => ({
  addressHash: 'a'.repeat(64),
  url: 'https://news.example/flood',
  title: 'A flood',
  says: 'Looks alike.',
  verdict: null,
  similarity: 0.9,
  found: 'api',
  judgement: null,
  judgedByName: null,
  judgedAt: null,
  ...change,
})

describe('SourcesPanel', () => {
  const given = {
    caseId: 'c',
    sources: [source()],
    searched: 'The web was not searched.',
    mayJudge: true,
    whyNone: null as string | null,
    deleted: null,
    now: new Date(),
    judge: async () => ({ ok: true as const, data: {} }),
  }
  const panel = (change: Partial<typeof given> = {}) => render(createElement(SourcesPanel, { ...given, ...change }))

  test('offers four judgements, none chosen, and leads out without a trace', () => {
    const html = panel()
    expect(html.match(/aria-pressed="false"/g)).toHaveLength(4)
    expect(html).not.toContain('aria-pressed="true"')
    expect(html).toContain('rel="noopener noreferrer nofollow"')
    expect(wordsOf(html)).toContain('90% alike')
  })

  test('says who judged, and who may not judge sees no buttons', () => {
    const judged = source({ judgement: 'derived', judgedByName: 'Ada', judgedAt: new Date() })
    const html = panel({ sources: [judged] })
    expect(html.match(/aria-pressed="true"/g)).toHaveLength(1)
    expect(wordsOf(html)).toContain('Said by Ada, just now ; press it again to take it back')
    const read = panel({ sources: [judged], mayJudge: false })
    expect(read).not.toContain('<button')
    expect(wordsOf(read)).toContain('Said by Ada')
  })

  test('never makes a link of an address that is none', () => {
    expect(panel({ sources: [source({ url: 'javascript:alert(1)' })] })).not.toContain('href="javascript')
  })

  test('says where it was looked for only where it was found nowhere, and why there are none', () => {
    expect(wordsOf(panel())).not.toContain('The web was not searched.')
    expect(wordsOf(panel({ sources: [] }))).toContain('The web was not searched.')
    expect(wordsOf(panel({ sources: [], whyNone: 'It keeps nothing.' }))).toContain('It keeps nothing.')
  })
})

test('RunCompare: two choices, a reading and a table with a heading for every row', () => {
  const run = (id: string, label: string): ComparedRun => ({
    ...{ id, name: 'Built-in engine', at: new Date(id === 'old' ? 0 : 1000) },
    ...{ verdict: [['Label', label]], parameters: [], doubts: [], evidence: [] },
  })
  const html = render(createElement(RunCompare, { runs: [run('new', 'Fake'), run('old', 'Real')], shownId: 'new' }))
  expect(html.match(/<select/g)).toHaveLength(2)
  expect(wordsOf(html)).toContain('The label went from Real to Fake; parameters and evidence are the same.')
  expect(html).toMatch(/<th scope="row"[^>]*>Label<\/th>/)
  expect(render(createElement(RunCompare, { runs: [run('new', 'Fake')], shownId: 'new' }))).toBe('')
})

test('TimelineFilter offers the kinds that are there, with how many, and all of them at first', () => {
  const item = (key: string, kind: TimelineItem['kind'], counts = 1) => ({ key, kind, counts, shown: `item ${key}` })
  const items = [item('1', 'handling'), item('2', 'looks', 4), item('3', 'looks')]
  const html = render(createElement(TimelineFilter, { items }))
  expect(wordsOf(html)).toContain('Everything Handling 1 Looks 5')
  expect(html.match(/aria-pressed="true"/g)).toHaveLength(1)
  expect(wordsOf(html)).toMatch(/item 1 .*item 2 .*item 3/)
  expect(render(createElement(TimelineFilter, { items: items.slice(0, 1) }))).not.toContain('<button')
})
