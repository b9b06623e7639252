import { describe, expect, test } from 'vitest'
import { checkKnown, leastShare, mostMatches } from '@/lib/engine/match/check-known'
import type { KnownMatch } from '@/lib/engine/match/known-match'
import { withKnown } from '@/lib/engine/match/with-known'
import { notApplicable } from '@/lib/engine/run-check'
import { toEvidence } from '@/lib/engine/to-evidence'
import { analysed, noCredentials } from '../../support/examined'
import { expectCard } from '../../support/quoted-card'

const match = (change: Partial<KnownMatch> = {}): KnownMatch => ({
  ...{ known: 'case', id: 'a', caseNumber: 3, name: 'case 3', as: 'synthetic', decided: 'which was decided so' },
  ...{ how: 'picture', distance: 4, turned: null, seconds: [], theirSecond: null, share: 1, sound: null },
  ...change,
})
const there = { known: true, blank: false }
const first = (change: Partial<KnownMatch>) => checkKnown([match(change)], there)[0]

describe('what decides', () => {
  test.each([
    [{ as: 'synthetic' }, 'synthetic'],
    [{ as: 'fake' }, 'synthetic'],
    [{ as: 'manipulated' }, 'manipulated'],
    [{ as: 'authentic', how: 'file', distance: null }, 'authentic'],
    [{ how: 'frames', seconds: [1, 2], share: leastShare }, 'synthetic'],
  ] as const)('%o points to %s', (change, points) => {
    const found = first({ ...change, seconds: 'seconds' in change ? [...change.seconds] : [] })
    expect(found).toMatchObject({ points, strong: true, status: 'hit' })
    expect(Math.sign(found?.llr ?? 0)).toBe(points === 'authentic' ? -1 : 1)
  })

  test.each([
    { as: 'authentic' },
    { as: 'noted' },
    { as: 'noted', how: 'file', distance: null },
    { how: 'frames', seconds: [1], share: leastShare - 0.01 },
    { how: 'frames', seconds: [1], share: 1, theirShare: leastShare - 0.01 },
    { how: 'sound', distance: null, sound: { similarity: 0.9, overlapSeconds: 60, from: 3, theirFrom: 9 } },
  ] satisfies Partial<KnownMatch>[])('%o is shown and weighs nothing', (change) => {
    expect(first(change)).toMatchObject({ points: 'context', strong: false, llr: 0, status: 'hit' })
  })

  test('fake and authentic at once contradict each other, and nothing is decided', () => {
    const both = [match(), match({ id: 'b', as: 'authentic', how: 'file', distance: null })]
    const judged = withKnown(analysed('image', [noCredentials]), checkKnown(both, there))
    expect(judged.verdict.label).toBe('Neutral/Uncertain')
    expect(judged.verdict.summary).toContain('contradicts itself')
  })
})

test('those that decide come first, no more than a few are told of, and those that agree weigh once', () => {
  const many = Array.from({ length: 9 }, (_, n) =>
    match({ id: String(n), distance: 30 - n, as: n < 3 ? 'noted' : 'fake' }),
  )
  const found = checkKnown(many, there)
  expect(found).toHaveLength(mostMatches)
  expect(found.every(({ strong }) => strong)).toBe(true)
  expect(found.map(({ facts }) => facts.distance)).toEqual([22, 23, 24, 25, 26])
  expect(found.filter(({ llr }) => llr > 0)).toHaveLength(1)
})

test('it has the counts of the card whose sentence it quotes, by the name of pictures or of frames', () => {
  const frames = first({ how: 'frames', seconds: [1, 2] })!
  expect([first({})?.card?.name, frames.card?.name]).toEqual(['match.known', 'match.known.frames'])
  const file = first({ how: 'file', distance: null })!
  const [nothing] = checkKnown([], there)
  for (const found of [first({})!, frames, file, first({ as: 'authentic' })!, nothing!]) expectCard(found)
  expect(file).not.toHaveProperty('card')
  expect(checkKnown([], { known: true, blank: true })[0]).not.toHaveProperty('card')
})

test.each([
  { how: 'frames', pages: [1, 2], theirSecond: 1 },
  { how: 'picture', pages: [1, 2, 3] },
  { how: 'frames', seconds: [0, 1], theirSecond: 1, ofAnimation: true },
] satisfies Partial<KnownMatch>[])('animations were not counted: %o is shown and quotes no card', (change) => {
  for (const as of ['synthetic', 'manipulated', 'fake', 'authentic'] as const) {
    const found = first({ ...change, as })!
    expect(found).toMatchObject({ points: 'context', strong: false, llr: 0, status: 'hit' })
    expect(found).not.toHaveProperty('card')
    expect(found.doesNotShow).toMatch(/animation.*does not weigh.*has not been counted/)
  }
  expect(first({ ...change, how: 'file', distance: null })).toMatchObject({ points: 'synthetic', strong: true })
})

test('it says where, how near, and what that does not show', () => {
  const found = first({ how: 'frames', seconds: [2, 5], theirSecond: 7, share: 0.8, turned: 'mirrored left to right' })
  expect(found?.explain).toBe(
    'It matches case 3, which was decided so: 80 % of its scenes, at 2 s, 5 s (there at 7 s); where nearest, 4 of 256 bits of its perceptual hash differ, mirrored left to right.',
  )
  const sound = { similarity: 0.912, overlapSeconds: 60.4, from: 3.3, theirFrom: 9 }
  const heard = first({ how: 'sound', distance: null, sound })
  expect(heard?.explain).toBe(
    'It matches case 3, which was decided so: the same sound over 60 seconds (91 % alike), here from 3 s, there from 9 s.',
  )
  expect(heard?.facts).toMatchObject({ similarity: 0.91, overlapSeconds: 60, fromSecond: 3, theirSecond: 9 })
  expect(first({ as: 'manipulated' })?.doesNotShow).toMatch(/In a test with \d+ photographs.*untouched original/)
  for (const how of ['picture', 'file'] as const) {
    const said = (as: KnownMatch['as']) => first({ as, how })?.doesNotShow
    expect(said('fake')).toMatch(/It may have been edited rather than made by a machine: the list does not say which\./)
    for (const as of ['synthetic', 'manipulated'] as const) expect(said(as)).not.toContain('does not say which')
  }
  expect(first({ as: 'authentic' })?.doesNotShow).toContain('does not see small changes')
})

test('nothing known, nothing to compare, nothing alike', () => {
  const [none] = checkKnown([], { known: false, blank: false })
  expect(none).toMatchObject({
    status: 'not_applicable',
    explain: expect.stringContaining('nothing to compare with yet'),
  })
  const [blank] = checkKnown([], { known: true, blank: true })
  expect(blank).toMatchObject({ status: 'not_applicable', explain: expect.stringContaining('too little in it') })
  expect(checkKnown([], there)).toMatchObject([{ status: 'clear', llr: 0, points: 'context' }])
})

test('the analysis is judged again: score, coverage and doubts follow, and what was cut off is still said', () => {
  const before = analysed('image', [noCredentials])
  expect(before.doubts.map(({ code }) => code)).toContain('nothing_decides')
  const cutOff = { code: 'incomplete' as const, says: 'Only 3 of 9 seconds could be read.' }
  const after = withKnown({ ...before, doubts: [...before.doubts, cutOff] }, checkKnown([match()], there))
  expect(after.verdict).toMatchObject({ label: 'Fake' })
  expect(after.verdict.summary).toContain('Only 3 of 9 seconds')
  expect(after.doubts).toEqual([...before.doubts.filter(({ code }) => code !== 'nothing_decides'), cutOff])
  expect(after.coverage).toContain('2 of ')
  const found = { ...notApplicable(''), status: 'hit', points: 'manipulated', llr: 1.4 } as const
  const edited = analysed('image', [noCredentials, toEvidence('jpeg.ghost', found)])
  const apart = { code: 'label_and_score_disagree' as const, says: 'As it stood before.' }
  const again = withKnown({ ...edited, doubts: [apart] }, checkKnown([], there)).doubts
  expect(again).toMatchObject([{ code: apart.code, says: expect.stringContaining('0.80') }])
  expect(withKnown({ ...edited, doubts: again }, checkKnown([match()], there)).doubts).toEqual([])
  const clear = withKnown(before, checkKnown([], there))
  expect(clear.doubts.filter(({ code }) => code === 'nothing_decides')).toHaveLength(1)
})
