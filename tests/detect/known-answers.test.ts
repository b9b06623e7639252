import { describe, expect, test } from 'vitest'
import { answerByRule } from '@/lib/detect/answer-rules'
import { describeEvidence } from '@/lib/detect/describe-evidence'
import type { DetectionRecord } from '@/lib/detect/response'
import { matchesOf, reverseSearch, sourceOf } from '@/lib/detect/response-copies'
import { checkKnown } from '@/lib/engine/match/check-known'
import type { KnownMatch } from '@/lib/engine/match/known-match'
import { withKnown } from '@/lib/engine/match/with-known'
import { redactResult } from '@/lib/retention/redact-result'
import { analysed, examined, noCredentials } from '../support/examined'

const ofCase: KnownMatch = {
  ...{
    known: 'case',
    id: 'c0ffee00-0000-4000-8000-000000000001',
    caseNumber: 4711,
    name: 'case 4711',
    as: 'synthetic',
  },
  ...{ decided: 'which was decided to be “Synthetic”', how: 'picture', distance: 8, turned: null, seconds: [] },
  ...{ theirSecond: null, share: 1, sound: null },
}
const ofList: KnownMatch = {
  ...ofCase,
  ...{
    known: 'list',
    id: 'c0ffee00-0000-4000-8000-000000000002',
    caseNumber: null,
    name: '“Canary meme” of the list “Birds”',
  },
  ...{ as: 'noted', decided: 'which is listed', distance: 20 },
}
const matched = withKnown(
  analysed('image', [noCredentials]),
  checkKnown([ofCase, ofList], { known: true, blank: false }),
)
const unmatched = withKnown(analysed('image', [noCredentials]), checkKnown([], { known: true, blank: false }))

const ask = (query: string, of = matched, zeroRetention = false) => {
  const ruled = answerByRule(query, examined(of, zeroRetention))
  if (!('answer' in ruled)) throw new Error(ruled.refusal)
  return ruled.answer
}

describe('questions', () => {
  test.each([
    'Was this seen here before?',
    'Do you know the same picture?',
    'Is it a copy of known media?',
    'Any duplicates?',
  ])('%s', (query) => {
    const answer = ask(query)
    expect(answer).toContain('It matches 2 media that are known here.')
    expect(answer).toContain('“Known media” found: It matches case 4711')
    expect(answer).toContain('“Web search” was not checked')
    expect(ask(query, unmatched)).toContain('It matches nothing that is known here.')
  })

  test('of a picture with too little in it nothing is said that was not looked at', () => {
    const blank = withKnown(analysed('image', [noCredentials]), checkKnown([], { known: true, blank: true }))
    expect(ask('Is it known media?', blank)).toContain('It could not be compared with known media.')
    expect(ask('Is it known media?', blank)).not.toContain('matches nothing')
  })

  test('a run that was not compared says so, and a voice is still beyond the evidence', () => {
    expect(ask('Is it known media?', analysed('image', [noCredentials]))).toContain('was not compared with known media')
    expect(answerByRule('Is it the same voice?', examined(matched))).toHaveProperty('refusal')
  })

  test('the verdict cites the match', () => {
    expect(ask('Is it fake?')).toContain('It rests on “Known media”')
    expect(ask('Why?')).toContain('This media matches media that is known as a fake.')
  })
})

test('the report names the match', () => {
  expect(JSON.stringify(describeEvidence(examined(matched)))).toContain('case 4711')
})

describe('reverse search', () => {
  test('matches stand there with how they were found, and how alike they are', () => {
    const [first, second] = matchesOf(examined(matched).evidence, 'https://desk.test').map(sourceOf)
    expect(first).toEqual({
      url: 'https://desk.test/cases/4711',
      title: 'Case 4711',
      reason: expect.stringMatching(/^It matches case 4711.*8 of 256 bits.*Nothing was sent out/),
      verdict: 'synthetic',
      similarity: 0.969,
    })
    expect(second).toMatchObject({ url: 'https://desk.test/settings/known-media', verdict: null })
  })

  test('known media was searched only where the run says so', () => {
    const says = (of: typeof matched) =>
      reverseSearch({
        ...{ parameters: { useReverseSearch: true }, result: { mediaType: 'image' }, case: { zeroRetention: false } },
        evidence: examined(of).evidence,
      } as DetectionRecord).reverse_search?.says
    expect(says(matched)).toContain('media known here')
    expect(says(unmatched)).toContain('media known here')
    expect(says(analysed('image', [noCredentials]))).not.toContain('media known here')
  })
})

test('what must not be kept names no match anywhere, and keeps the verdict', () => {
  const bare = redactResult(matched)
  expect(JSON.stringify(bare)).not.toMatch(/4711|c0ffee00|Canary|Birds|256 bits/)
  expect(bare.verdict.label).toBe('Fake')
  expect(matchesOf(examined(bare, true).evidence, 'https://desk.test')).toEqual([])
  expect(ask('Was it seen here before?', bare, true)).toContain('Under zero retention, which it was is not kept.')
})
