import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { DeskForm } from '@/components/wellbeing/desk-form'
import { ExposureChart } from '@/components/wellbeing/exposure-chart'
import { everyDay, readingOf } from '@/components/wellbeing/exposure-days'
import { numberIn } from '@/components/wellbeing/number-field'
import { PreferencesForm } from '@/components/wellbeing/preferences-form'
import { deskFor, noPreferences, numberFault, usualDesk } from '@/lib/desk/desk-rules'

const today = new Date('2026-11-23T23:30:00Z')

test('what is typed as a number', () => {
  expect([numberIn(''), numberIn(' 90 '), numberIn('0'), numberIn('-1'), numberIn('1.5'), numberIn('1e3')]).toEqual([
    null,
    90,
    0,
    Number.NaN,
    Number.NaN,
    Number.NaN,
  ])
})

test('which numbers can be', () => {
  expect([30, 3600].map((value) => numberFault('claimSeconds', value))).toEqual([null, null])
  expect(numberFault('claimSeconds', 29)).toBe('enter whole seconds, from 30 to 3600')
  expect(numberFault('graceSeconds', null)).toBe('enter the seconds')
  expect(numberFault('graceSeconds', 601)).not.toBeNull()
  expect(numberFault('dailyBudget', null)).toBeNull()
  expect(numberFault('dailyBudget', 0)).not.toBeNull()
  expect(numberFault('breakAfter', Number.NaN)).not.toBeNull()
})

test('one’s own choice goes before the team’s, also where it is off', () => {
  const team = { ...usualDesk, blur: true, dailyBudget: 90, breakAfter: 45 }
  expect(deskFor(team, { ...noPreferences, blur: false, dailyBudget: 120 })).toMatchObject({
    blur: false,
    dailyBudget: 120,
    breakAfter: 45,
  })
})

test('whoever may not change the desk reads it and cannot press anything', () => {
  const read = renderToStaticMarkup(createElement(DeskForm, { desk: usualDesk, save: undefined }))
  expect(read).toContain('Admins of the team can change this.')
  expect(read).not.toContain('type="submit"')
  const controls = [...read.matchAll(/<(?:input|button)[^>]*>/g)].map(([tag]) => tag)
  expect(controls.length).toBeGreaterThanOrEqual(8)
  expect(controls.filter((tag) => !tag.includes('disabled=""'))).toEqual([])
})

test('preferences say what the team has', () => {
  const form = renderToStaticMarkup(
    createElement(PreferencesForm, {
      team: { ...usualDesk, blur: true, dailyBudget: 90 },
      own: { ...noPreferences, grey: true },
      save: async () => ({ ok: true as const, data: null }),
    }),
  )
  expect(form).toContain('As your team has it (on)')
  expect(form).toContain('As your team has it (off)')
  expect(form).toContain('as your team has it (1 h 30 min)')
  expect(form).toMatch(/<option value="true" selected="">On<\/option>/)
})

test('every day is in the chart, also those without media', () => {
  const days = everyDay([{ day: '2026-11-22', seconds: 600 }], today, 3)
  expect(days).toEqual([
    { day: '2026-11-21', seconds: 0 },
    { day: '2026-11-22', seconds: 600 },
    { day: '2026-11-23', seconds: 0 },
  ])
})

test('the chart is read in one sentence and has its table', () => {
  const days = everyDay(
    [
      { day: '2026-11-22', seconds: 5400 },
      { day: '2026-11-23', seconds: 600 },
    ],
    today,
    14,
  )
  expect(readingOf(days)).toBe('1 h 40 min in 14 days; most on 22 Nov 2026 with 1 h 30 min.')
  expect(readingOf(everyDay([], today, 14))).toBe('No time with open media in these days.')
  const chart = renderToStaticMarkup(createElement(ExposureChart, { label: 'Time', days, limit: 60 }))
  expect(chart.match(/<rect/g)?.length).toBe(14)
  expect(chart.match(/<tr/g)?.length).toBe(15)
  expect(chart).toContain('Dashed line: the limit, 1 h.')
  expect(chart).not.toContain('People')
})

test('where nothing was looked at there is the sentence and no empty chart', () => {
  const days = everyDay([], today, 14)
  const chart = renderToStaticMarkup(createElement(ExposureChart, { label: 'Time', days, limit: 60 }))
  expect(chart).toContain('No time with open media in these days.')
  expect(chart).not.toContain('<svg')
  expect(chart).not.toContain('<table')
})

test('a day of fewer than three people is said not to be told', () => {
  const days = everyDay(
    [
      { day: '2026-11-22', seconds: null, people: null },
      { day: '2026-11-23', seconds: 600, people: 4 },
    ],
    today,
    2,
  )
  const chart = renderToStaticMarkup(
    createElement(ExposureChart, { label: 'Time', days, limit: null, untold: 'not told' }),
  )
  expect(chart).toContain('not told')
  expect(chart).toContain('fewer than three')
  expect(chart).not.toContain('Dashed line')
})

test('time that is not told is never said to be none', () => {
  const of = (...seconds: (number | null)[]) =>
    seconds.map((one, at) => ({ day: `2026-11-${20 + at}`, seconds: one, people: one === null ? null : 4 }))
  expect(readingOf(of(null, 0))).toBe('Not told: fewer than three people had media open on 1 day.')
  expect(readingOf(of(null, 3600, 0, null))).toBe(
    '1 h in the 2 of 4 days that are told; most on 21 Nov 2026 with 1 h. Fewer than three people had media open on 2 days, and that is not told.',
  )
  const days = of(null, 0)
  const chart = renderToStaticMarkup(
    createElement(ExposureChart, { label: 'Time', days, limit: null, untold: 'not told' }),
  )
  expect(chart).not.toContain('<svg')
  expect(chart).toContain('<table')
})
