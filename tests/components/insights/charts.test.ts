import { createElement, type FunctionComponent } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { AccuracyChart } from '@/components/insights/accuracy-chart'
import { AgeingChart } from '@/components/insights/ageing-chart'
import { AgreementChart, PeopleChart } from '@/components/insights/agreement-chart'
import { readInsightFilter } from '@/components/insights/insight-filter'
import { duration, percent, shareInWords, warningOf } from '@/components/insights/insight-words'
import { measureWords } from '@/components/insights/measure-words'
import { readAgeing, readAgreement, readPeople, readTaken, readTimes, readVolume } from '@/components/insights/readings'
import { ThresholdChart } from '@/components/insights/threshold-chart'
import { TimeChart } from '@/components/insights/time-chart'
import { VolumeChart } from '@/components/insights/volume-chart'
import { WorkloadChart } from '@/components/insights/workload-chart'
import { accuracyIn, agreedIn } from '@/lib/insights/compared'
import { measuredIn } from '@/lib/insights/measured'
import type { AgreementRow } from '@/lib/insights/read-agreement'
import { takenBetween } from '@/lib/insights/threshold-counts'
import { shareOf } from '@/lib/insights/wilson'

function render<Props extends object>(component: FunctionComponent<Props>, props: Props): string {
  return renderToStaticMarkup(createElement(component, props))
}

/** With spaces at which lines may break, for reading. */
const plain = (text: string) => text.replaceAll('\u00A0', ' ')
const noAges = { hour: 0, fourHours: 0, day: 0, week: 0, older: 0 }
const rowOf = (by: AgreementRow['by'], key: string, name: string, agrees: number, overrides: number): AgreementRow => ({
  ...{ by, key, name },
  ...agreedIn([
    { label: 'Fake', finding: 'synthetic', n: agrees },
    { label: 'Fake', finding: 'authentic', n: overrides },
  ]),
})
const agreement = [
  rowOf('all', '', '', 40, 10),
  rowOf('detector', 'builtin', '', 40, 10),
  rowOf('person', 'p', 'Mo', 9, 1),
]
const buckets = [
  { floor: 90, ceil: 90, made: 30, real: 5, other: 5 },
  { floor: 20, ceil: 20, made: 2, real: 50, other: 8 },
]
const query = 'period=year'
const charts = {
  volume: render(VolumeChart, {
    query,
    volume: { step: 'day', steps: [{ day: '2026-03-01', handedIn: 12, decided: 9 }] },
  }),
  time: render(TimeChart, {
    query,
    times: [{ mediaType: null, n: 4, median: 3600, ninth: 90_000, bands: { ...noAges, fourHours: 4 } }],
  }),
  ageing: render(AgeingChart, {
    query,
    queues: [{ queueId: 'q', name: 'Main', waiting: { ...noAges, older: 3 }, zeroRetention: 1 }],
  }),
  workload: render(WorkloadChart, {
    query,
    people: [{ memberId: 'p', name: 'Mo', decided: 7, reviewed: 1, takenBack: 0, skipped: 2, inHand: 1 }],
  }),
  agreement: render(AgreementChart, { query, rows: agreement }),
  people: render(PeopleChart, { query, rows: agreement }),
  accuracy: render(AccuracyChart, {
    query,
    rows: [
      {
        ...{ basis: 'settled', detector: 'builtin', mediaType: null, source: null },
        ...accuracyIn([{ label: 'Fake', finding: 'synthetic', n: 4 }]),
        ...measuredIn([{ label: 'Fake', finding: 'synthetic', n: 4, score: 0.9 }]),
      },
    ],
  }),
  thresholds: render(ThresholdChart, {
    buckets,
    filter: readInsightFilter({ least: '85', type: 'image' }),
    mayRoute: true,
  }),
}

test('every chart has a sentence, a table, a file, and a picture that says nothing by itself', () => {
  for (const [chart, html] of Object.entries(charts)) {
    expect(html, chart).toContain(`<section id="${chart}" aria-labelledby="${chart}-heading"`)
    expect(html, chart).toContain(`action="/api/insights/${chart}"`)
    expect(html, chart).toMatch(/<table.*<th [^>]*scope="row"/)
    expect(html, chart).toMatch(/<p class="max-w-prose text-sm text-pretty">[^<]{20,}/)
    for (const [svg] of html.matchAll(/<svg[^>]*>/g)) expect(svg).toContain('aria-hidden')
    expect(html, chart).not.toMatch(/NaN|undefined|Infinity/)
  }
  // Names leave only where somebody ticks for them.
  const named = Object.entries(charts).filter(([, html]) => html.includes('name="names"'))
  expect(named.map(([chart]) => chart)).toEqual(['workload', 'people'])
})

test('a threshold becomes a rule only for who may make rules', () => {
  expect(charts.thresholds).toMatch(/href="\/settings\/routing\?rule=[^"]*minScore[^"]*0\.85/)
  const read = render(ThresholdChart, { buckets, filter: readInsightFilter({}), mayRoute: false })
  expect(read).not.toContain('/settings/routing')
})

test('without anything there is a sentence and no empty table', () => {
  const empty = [
    render(TimeChart, { query, times: [{ mediaType: null, n: 0, median: null, ninth: null, bands: noAges }] }),
    render(AgeingChart, { query, queues: [] }),
    render(WorkloadChart, { query, people: [] }),
    render(AgreementChart, { query, rows: [] }),
    render(PeopleChart, { query, rows: [] }),
    render(AccuracyChart, { query, rows: [] }),
    render(ThresholdChart, { buckets: [], filter: readInsightFilter({}), mayRoute: false }),
  ]
  for (const html of empty) {
    expect(html).not.toContain('<table')
    expect(html).not.toContain('CSV')
    expect(html).toMatch(/No |Nothing |Nobody /)
  }
})

test('accuracy has every number in its tables, and what it means in words', () => {
  const many = [
    { label: 'Fake', finding: 'synthetic', n: 90, score: 0.9 },
    { label: 'Real', finding: 'synthetic', n: 10, score: 0.2 },
    { label: 'Fake', finding: 'authentic', n: 4, score: 0.9 },
    { label: null, finding: 'authentic', n: 96, score: 0.1 },
  ] as const
  const row = (source: string | null, some: readonly (typeof many)[number][]) => ({
    ...({ basis: 'settled', detector: 'builtin', mediaType: null, source } as const),
    ...{ ...accuracyIn(some), ...measuredIn(some) },
  })
  const html = plain(render(AccuracyChart, { query, rows: [row(null, many), row('api', many.slice(2, 3))] }))
  for (const cell of [
    ...['4 of 100: 4 % (2 % to 10 %)', '4 of 4: too few cases to say', 'Built-in engine, came in by: API'],
    // 90 made ones win over 96 and tie with 4, 10 win over 96; all of them reach 0.2, as 4 of 100 authentic ones do.
    ...['98 % (95 % to 99.1 %)', '100 % (96 % to 100 %)', '>too few cases to say<'],
  ]) {
    expect(html).toContain(cell)
  }
  for (const { name, means } of measureWords) {
    expect(html).toContain(`>${name}</th>`)
    expect(html).toContain(means)
  }
  expect(html).toContain('Of fewer than 30 no share is given.')
  expect(html).toMatch(/the made one has the higher score in 98 % .* of all pairs \(100 made, 100 authentic\)/)
  expect(charts.accuracy).toContain('4 made and 0 authentic ones have a score, 30 of each are needed')
})

test('small samples are said', () => {
  expect(warningOf(1)).toMatch(/single case/)
  expect(warningOf(29)).toMatch(/29 cases only/)
  expect([warningOf(30), warningOf(0)]).toEqual([null, null])
  expect(charts.time).toContain('4 cases only')
  expect(charts.accuracy).toContain('4 cases only')
  expect(charts.agreement).not.toContain('cases only')
  expect(readPeople(agreement)).toMatch(/Nobody has 30/)
})

test('sentences', () => {
  expect(plain(percent(0.004))).toBe('0.4 %')
  expect(plain(percent(0.995))).toBe('99.5 %')
  expect([percent(0), percent(1), percent(0.816)].map(plain)).toEqual(['0 %', '100 %', '82 %'])
  expect(plain(shareInWords(shareOf(40, 50)))).toBe('80 % (95 % interval 67 to 89 %, n = 50)')
  expect([duration(40), duration(3600 * 26), duration(3600 * 50)]).toEqual(['40 s', '26 h', '2 days 2 h'])
  const steps = [
    { day: '2026-03-01', handedIn: 1, decided: 0 },
    { day: '2026-03-02', handedIn: 3, decided: 6 },
  ]
  expect(readVolume({ step: 'day', steps })).toBe(
    '4 cases handed in, 6 decided: 2 more were decided than came in. Most came in on 2 Mar 2026: 3.',
  )
  expect(readVolume({ step: 'day', steps: [] })).toMatch(/^Nothing/)
  expect(readTimes([{ mediaType: null, n: 1, median: 60, ninth: 60, bands: noAges }])).toMatch(
    /The one decision.*1 min/,
  )
  expect(readAgeing([{ queueId: 'q', name: 'M', waiting: { ...noAges, hour: 2, older: 1 }, zeroRetention: 1 }])).toBe(
    '3 cases wait, 1 of them for over a day. 1 keeps nothing and will be gone.',
  )
  expect(plain(readAgreement(agreement))).toMatch(/in 80 % .*overrode it 10 times\. In 0 other decisions/)
  expect(readTaken(takenBetween(buckets, 85), 'scores from 85 %')).toMatch(
    /would have taken 40 of 100 decided cases: 30 found made or manipulated, 5 authentic, 5 neither\..*missed 2 of 32/,
  )
  expect(readTaken(takenBetween(buckets, 95), 'scores from 95 %')).toMatch(/taken none of 100/)
})
