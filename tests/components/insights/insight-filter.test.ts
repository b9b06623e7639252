import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { insightAddress, partOf, readInsightFilter, ruleAddress, ruleOf } from '@/components/insights/insight-filter'
import { InsightFilters } from '@/components/insights/insight-filters'
import { begunRule } from '@/components/routing/rule-draft'

const at = new Date('2026-03-15T13:00:00.000Z')
const queue = 'b1f1a3a0-0000-4000-8000-000000000001'

test('the address holds the whole filter, and reads back as the same', () => {
  for (const query of [
    {},
    { period: 'year' },
    { from: '2026-01-01', to: '2026-01-31', type: 'audio', source: 'api', queue, least: '55', most: '90' },
  ]) {
    const filter = readInsightFilter(query)
    const address = insightAddress(filter)
    expect(readInsightFilter(Object.fromEntries(new URL(address, 'http://x').searchParams))).toEqual(filter)
  }
  expect(insightAddress(readInsightFilter({}))).toBe('/insights')
})

test('what cannot be meant is left out; days and scores that were swapped are put right', () => {
  const filter = readInsightFilter({
    ...{ period: 'decade', from: '2026-02-31', type: 'smell', source: ['api', 'url'] },
    ...{ queue: 'main', least: '101', most: '-1' },
  })
  expect(filter).toEqual(readInsightFilter({}))
  expect(readInsightFilter({ queue: '11111111-1111-1111-1111-111111111111' }).queueId).toBeNull()
  expect(readInsightFilter({ from: '2026-02-01', to: '2026-01-01' })).toMatchObject({
    from: '2026-01-01',
    to: '2026-02-01',
    period: null,
  })
  expect(readInsightFilter({ least: '90', most: '40' })).toMatchObject({ least: 40, most: 90 })
})

test('a period that was chosen where days stood goes before them, and days that were changed before it', () => {
  const stood = { from: '2026-11-01', to: '2026-11-15', were: '2026-11-01..2026-11-15' }
  const week = readInsightFilter({ ...stood, period: 'week' })
  expect(week).toMatchObject({ period: 'week', from: null, to: null })
  expect(insightAddress(week)).toBe('/insights?period=week')
  expect(readInsightFilter({ from: '', to: '2026-11-15', were: '..2026-11-15', period: 'year' }).period).toBe('year')
  expect(readInsightFilter({ ...stood, period: '' })).toMatchObject({ period: null, from: '2026-11-01' })
  expect(readInsightFilter({ ...stood, to: '2026-11-20', period: 'week' })).toMatchObject({
    ...{ period: null, from: '2026-11-01', to: '2026-11-20' },
  })
  expect(readInsightFilter({ period: 'week', from: '2026-11-01', to: '' })).toMatchObject({ period: null })
})

test('the form says which days stood, where days stand', () => {
  const form = (query: Record<string, string>) =>
    renderToStaticMarkup(createElement(InsightFilters, { filter: readInsightFilter(query), queues: [] }))
  expect(form({ from: '2026-11-01' })).toContain('name="were" value="2026-11-01.."')
  expect(form({ period: 'week' })).not.toContain('name="were"')
})

test('a period is whole days, today among them', () => {
  const day = (instant: Date) => instant.toISOString()
  const week = partOf(readInsightFilter({ period: 'week' }), at)
  expect([day(week.since), day(week.until)]).toEqual(['2026-03-09T00:00:00.000Z', '2026-03-16T00:00:00.000Z'])
  const days = partOf(readInsightFilter({ from: '2026-01-01', to: '2026-01-01' }), at)
  expect([day(days.since), day(days.until)]).toEqual(['2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z'])
  // Open at one end, in the future, or before anything was: still a period, and not a long one.
  const open = [{ to: '2026-01-01' }, { from: '2030-01-01' }, { from: '0001-01-01' }]
  for (const query of open) {
    const { since, until } = partOf(readInsightFilter(query), at)
    expect(until > since).toBe(true)
    expect(until.getTime() - since.getTime()).toBeLessThanOrEqual(3660 * 24 * 3600 * 1000)
  }
})

test('a tried threshold becomes a rule that routing reads', () => {
  const filter = readInsightFilter({ least: '85', most: '95', type: 'image', source: 'api' })
  const rule = ruleOf(filter)
  expect(rule).toEqual({ minScore: 0.85, maxScore: 0.95, mediaTypes: ['image'], sources: ['api'] })
  expect(ruleOf(readInsightFilter({ least: '0' }))).toEqual({})
  const address = new URL(ruleAddress(rule), 'http://x')
  expect(address.pathname).toBe('/settings/routing')
  expect(begunRule(address.searchParams.get('rule') ?? '')).toEqual(rule)
})
