import { expect, test } from 'vitest'
import { copiesOf, isProvenGone, type ShownCopy, standOf } from '@/components/retention/shown-copy'
import type { Receipt } from '@/lib/retention/receipt'

const copy = (change: Partial<ShownCopy> = {}): ShownCopy => ({
  copy: 'original',
  title: 'Original',
  subject: '',
  required: true,
  attempts: 1,
  attemptedAt: new Date(),
  method: 'Deleted.',
  result: 'gone',
  failure: null,
  proof: 'probed',
  proofSays: 'Looked for.',
  provenAt: new Date(),
  ...change,
})

test('gone alone is no proof: somebody has to have looked, or to have said so', () => {
  expect(isProvenGone(copy())).toBe(true)
  expect(isProvenGone(copy({ result: 'absent', proof: 'attested' }))).toBe(true)
  for (const proof of ['not_covered', null] as const) expect(isProvenGone(copy({ proof }))).toBe(false)
  for (const result of ['waiting', 'failed', 'unknown'] as const) expect(isProvenGone(copy({ result }))).toBe(false)
})

test('a deletion is complete only when every copy that had to go is proven gone', () => {
  const outside = copy({ required: false, result: 'unknown', proof: 'not_covered' })
  expect(standOf([copy(), copy(), outside])).toEqual({ required: 2, proven: 2, outOfReach: 1, complete: true })
  expect(standOf([copy(), copy({ proof: 'not_covered' }), outside]).complete).toBe(false)
  expect(standOf([copy(), copy({ result: 'failed', proof: null })]).complete).toBe(false)
  expect(standOf([]).complete).toBe(false)
  expect(standOf([outside]).complete).toBe(false)
})

test('a receipt’s copies get the names that people know', () => {
  const at = '2026-11-23T05:00:00.000Z'
  const receipt = {
    copies: [{ ...copy(), result: 'gone', attemptedAt: null, proof: 'probed', proofSays: 'Looked for.', provenAt: at }],
  } as unknown as Receipt
  expect(copiesOf(receipt, (name) => `The ${name}`)).toMatchObject([
    { title: 'The original', attemptedAt: null, provenAt: new Date(at), failure: null },
  ])
})
