import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { Submission } from '@/components/submit/submission'
import { SubmissionRow } from '@/components/submit/submission-row'

const row = (change: Partial<Submission>) => {
  const submission: Submission = {
    ...{ id: 'a', kind: 'file', name: 'film.mp4', sizeBytes: 10, sentBytes: 5, phase: 'sending', message: null },
    ...{ retryable: true, resumable: false, zeroRetention: false, caseNumber: null },
    ...change,
  }
  return renderToStaticMarkup(createElement(SubmissionRow, { submission }))
}

test('what the server has already is not offered for cancelling: that would take nothing back', () => {
  for (const phase of ['waiting', 'sending', 'paused'] as const) expect(row({ phase })).toContain('Cancel: film.mp4')
  for (const phase of ['checking', 'handed-in', 'refused', 'cancelled'] as const)
    expect(row({ phase })).not.toContain('Cancel: film.mp4')
})

test('a sentence beside a case is no fault', () => {
  expect(row({ phase: 'refused', message: 'It is empty.' })).toMatch(/text-destructive">It is empty\./)
  const taken = row({ phase: 'handed-in', caseNumber: 3, message: 'It had arrived.' })
  expect(taken).toContain('href="/cases/3"')
  expect(taken).toMatch(/text-muted-foreground">It had arrived\./)
})
