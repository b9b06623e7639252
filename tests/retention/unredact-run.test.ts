import { expect, test } from 'vitest'
import { checkKnown } from '@/lib/engine/match/check-known'
import type { KnownMatch } from '@/lib/engine/match/known-match'
import { withKnown } from '@/lib/engine/match/with-known'
import { redactResult } from '@/lib/retention/redact-result'
import { unredactRun } from '@/lib/retention/sealed-analysis'
import { analysed, noCredentials } from '../support/examined'

const match: KnownMatch = {
  ...{
    known: 'case',
    id: 'c0ffee00-0000-4000-8000-000000000001',
    caseNumber: 4711,
    name: 'case 4711',
    as: 'synthetic',
  },
  ...{ decided: 'which was decided so', how: 'picture', distance: 8, turned: null, seconds: [] },
  ...{ theirSecond: null, share: 1, sound: null },
}

test('what a match does not show says how it was found: redacted, and read again by members until the purge', () => {
  const whole = withKnown(analysed('image', [noCredentials]), checkKnown([match], { known: true, blank: false }))
  const bare = redactResult(whole)
  const told = (evidence: { check: string; doesNotShow: string }[]) =>
    evidence.find(({ check }) => check === 'match.known')?.doesNotShow
  expect(told(whole.evidence)).toContain('pictures are alike')
  expect(told(bare.evidence)).toBe('That something is known to be alike does not show why it is.')
  const cardIn = (evidence: { check: string; card?: unknown }[]) =>
    evidence.find(({ check }) => check === 'match.known')?.card
  expect(cardIn(whole.evidence)).toMatchObject({ name: 'match.known' })
  expect(cardIn(bare.evidence)).toBeUndefined()
  const sealed = { result: {}, evidence: whole.evidence.map((piece) => ({ ...piece, mapCaption: null })) }
  const rows = bare.evidence.map((piece) => ({ ...piece, mapMediaId: null, mapCaption: null }))
  const read = unredactRun(new Map([['analysis:run', sealed]]), 'run', { result: null, evidence: rows })
  expect(told(read.evidence)).toBe(told(whole.evidence))
  expect(cardIn(read.evidence)).toEqual(cardIn(whole.evidence))
})
