import { expect, test } from 'vitest'
import { notLookedWords } from '@/components/case/known-match-words'

type Run = Parameters<typeof notLookedWords>[0][number]
const run = (status: Run['status'], detector: Run['detector'] = 'builtin'): Run => ({ status, detector })
const files = 'Only files that are the same byte for byte were looked for'

test('a run that failed or has not ended is not said to have been made elsewhere', () => {
  const failed = `${files}. Changed copies were not: the analysis failed.`
  expect(notLookedWords([run('failed')], undefined)).toBe(failed)
  expect(notLookedWords([run('failed'), run('processing', 'remote')], undefined)).toBe(failed)
  expect(notLookedWords([run('processing'), run('failed')], undefined)).toBe(
    `${files}. Changed copies are looked for by the analysis, which is not finished.`,
  )
})

test('one made elsewhere never looks for them, in whatever state it is', () => {
  const elsewhere = `${files}: only the built-in engine looks for changed copies.`
  for (const status of ['processing', 'failed'] as const)
    expect(notLookedWords([run(status, 'remote')], undefined)).toBe(elsewhere)
  expect(notLookedWords([run('completed', 'remote'), run('processing')], run('completed', 'remote'))).toBe(elsewhere)
})

test('one made here without a word on them is an old one', () => {
  const old = run('completed')
  expect(notLookedWords([old], old)).toBe(`${files}: this run is from before changed copies were known.`)
})
