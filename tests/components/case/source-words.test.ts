import { describe, expect, test } from 'vitest'
import { judgements, sourceLink, triageWords, whyNoSources } from '@/components/case/source-words'
import { sourceJudgements } from '@/lib/sources/judge-source'

test('every judgement the server takes is offered, and no other', () => {
  expect(judgements.toSorted()).toEqual([...sourceJudgements].sort())
})

describe('sourceLink', () => {
  test.each([
    ['https://news.example/a?b', 'outside', 'news.example'],
    ['http://news.example:81/', 'outside', 'news.example:81'],
    ['/cases/12', 'here', '/cases/12'],
    ['/settings', 'none', '/settings'],
    ['//evil.example/x', 'none', '//evil.example/x'],
    ['javascript:alert(1)', 'none', 'javascript:alert(1)'],
    ['data:text/html,x', 'none', 'data:text/html,x'],
    ['nothing', 'none', 'nothing'],
  ])('%s', (url, kind, shown) => {
    expect(sourceLink(url)).toEqual({ kind, shown })
  })
})

test('triageWords says how far it has come', () => {
  const of = (...said: Parameters<typeof triageWords>[0][number]['judgement'][]) =>
    triageWords(said.map((judgement) => ({ judgement })))
  expect(of(null)).toBe('One place was found; none was judged yet.')
  expect(of(null, 'same', null)).toBe('3 places were found; 2 to judge.')
  expect(of('unrelated', 'original')).toBe('2 places were found; each was judged. The original is among them.')
})

test('whyNoSources: what is withdrawn, or keeps nothing, has none', () => {
  expect(whyNoSources({ zeroRetention: false, withdrawnAt: null })).toBeNull()
  expect(whyNoSources({ zeroRetention: true, withdrawnAt: null })).toMatch(/keeps nothing/)
  expect(whyNoSources({ zeroRetention: true, withdrawnAt: new Date() })).toMatch(/deleted over the API/)
})
