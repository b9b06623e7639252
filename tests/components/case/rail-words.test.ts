import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { decidedRows } from '@/components/case/decision-words'
import { exhibitPlace } from '@/components/case/exhibit-words'
import { ExportsPanel, exportable } from '@/components/case/exports-panel'
import { askedWords, awaitedWords, outcomeWords } from '@/components/case/review-words'
import type { CaseRail, RailDecision } from '@/lib/cases/read-rail'

test('who asked for a second look, and how it ended', () => {
  expect(askedWords({ kind: 'second_review', askedByKind: 'policy', askedByName: null })).toBe('The policy asks for it')
  expect(askedWords({ kind: 'appeal', askedByKind: 'api-key', askedByName: 'Shop' })).toBe(
    'Asked for over the API (Shop)',
  )
  expect(askedWords({ kind: 'appeal', askedByKind: 'member', askedByName: null })).toBe('Asked for by a former member')
  expect(awaitedWords({ kind: 'appeal' }).means).toMatch(/stands until/)
  expect(awaitedWords({ kind: 'second_review' }).means).toMatch(/No decision counts/)
  const ended = (['open', 'upheld', 'overruled', 'withdrawn'] as const).map((status) =>
    outcomeWords({ kind: 'second_review', status, reviewerName: 'Mo' }),
  )
  expect(ended).toEqual([
    'Second look: awaited',
    'Second look: Mo came to the same decision',
    'Second look: Mo came to another decision',
    'Second look: called off',
  ])
})

test('where an exhibit is', () => {
  const place = { track: 'sound', startSeconds: 12.2, endSeconds: 14.9, region: null } as const
  expect(exhibitPlace(place)).toBe('Sound, 0:12 to 0:14')
  expect(exhibitPlace({ ...place, endSeconds: 12.2 })).toBe('Sound, at 0:12')
  expect(exhibitPlace({ ...place, track: 'file', startSeconds: null, endSeconds: null })).toBe('The whole file')
  const region = { left: 0, top: 0, width: 0.5, height: 0.5 }
  expect(exhibitPlace({ track: 'picture', startSeconds: null, endSeconds: null, region })).toBe('Picture, a part of it')
})

test('what a decision says beyond its finding, and nothing it does not say', () => {
  const plain = {
    ...{ tracks: {}, actionLabel: null, policyName: null, policyVersion: null, confidence: null },
    ...{ exhibits: [] as string[], kind: 'first' },
  } as unknown as RailDecision
  expect(decidedRows(plain)).toEqual([])
  expect(
    decidedRows({
      ...plain,
      ...{ tracks: { picture: 'synthetic' }, actionLabel: 'Remove', policyName: 'Harm', policyVersion: 2 },
      ...{ confidence: 'high', exhibits: ['A', 'B'], kind: 'appeal' },
    }),
  ).toEqual([
    ...[
      ['Picture', 'Synthetic'],
      ['Action', 'Remove'],
      ['Policy', 'Harm, version 2'],
    ],
    ...[
      ['Confidence', 'Sure of it'],
      ['Exhibits', 'A, B'],
      ['Made', 'On appeal'],
    ],
  ])
})

test('there is no statement of reasons while a second look is awaited; an appeal leaves it', () => {
  const standing = { earlyUntil: null } as NonNullable<CaseRail['standing']>
  const review = (kind: 'appeal' | 'second_review') => ({ kind }) as NonNullable<CaseRail['review']>
  const settled = { earlyUntil: null }
  expect(exportable({ standing: null, review: null })).toEqual({ statement: 'undecided', ...settled })
  expect(exportable({ standing, review: null })).toEqual({ statement: 'ready', ...settled })
  expect(exportable({ standing, review: review('appeal') })).toEqual({ statement: 'ready', ...settled })
  expect(exportable({ standing, review: review('second_review') })).toEqual({
    statement: 'looked_at_again',
    ...settled,
  })
})

test('what is exported of a decision waits until it cannot be taken back any more', () => {
  const earlyUntil = new Date('2026-11-23T12:01:00Z')
  const standing = { earlyUntil } as NonNullable<CaseRail['standing']>
  expect(exportable({ standing, review: null })).toEqual({ statement: 'ready', earlyUntil })
  const panel = (now: string) =>
    renderToStaticMarkup(
      createElement(ExportsPanel, {
        ...{ number: 7, now: new Date(now), mediaWithheld: null, receiptHref: null },
        ...exportable({ standing, review: null }),
      }),
    )
  expect(panel('2026-11-23T12:00:18Z')).toContain('0:42')
  expect(panel('2026-11-23T12:00:18Z')).not.toContain('<button')
  expect(panel('2026-11-23T12:01:00Z').match(/<button/g)).toHaveLength(3)
})
