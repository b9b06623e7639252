import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { ReportPanel } from '@/components/case/report-panel'
import type { CaseDetection } from '@/lib/cases/read-case'

const ended = new Date('2026-11-20T10:00:00.123Z')
const later = new Date('2026-11-20T10:00:01.456Z')
const own = 'Made by rule from the evidence, without a language model.'

function panelOf(run: Partial<CaseDetection>, writtenAt: Date): string {
  const intelligence = { status: 'completed', description: { context: 'Fraud: 80% sure' }, updatedAt: writtenAt }
  const shown = { id: 'run', completedAt: ended, questions: [], evidence: [], intelligence, ...run } as unknown
  const actions = { report: vi.fn(), ask: vi.fn() }
  return renderToStaticMarkup(
    createElement(ReportPanel, { run: shown as CaseDetection, mayAsk: false, deleted: null, now: later, actions }),
  )
}
const remote = { apiHost: 'detect.example.org' } as CaseDetection['remote']

test('a report that the detector wrote is called so, and nothing of ours', () => {
  const theirs = panelOf({ detector: 'remote', remote }, ended)
  expect(theirs).toContain('Written by detect.example.org. Docket does not know how, and it is not among the evidence.')
  expect(theirs).not.toContain(own)
  expect(theirs).not.toContain('What the file says of its making')
})

test('ours is made by rule, also on what a Detect API found', () => {
  expect(panelOf({ detector: 'remote', remote }, later)).toContain(own)
  expect(panelOf({ detector: 'builtin', remote: null }, ended)).toContain(own)
})
