import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { KnownPanel } from '@/components/case/known-panel'

const now = new Date('2026-11-24T05:00:00Z')
const known = { whyNot: null, copies: [], judged: [] }
const rest = { caseId: 'c', known, evidence: [], notLooked: 'Nothing.', judge: null, deleted: null, now }

test('a deleted case with the same file does not gainsay that none was found', () => {
  const panel = renderToStaticMarkup(createElement(KnownPanel, { ...rest, seen: [{ number: 12, at: now }] }))
  expect(panel).toContain('No other case of this team that keeps its media has the same file.')
  expect(panel).toMatch(/The same bytes were handed in as.*case .*12.*, and deleted\./)
})
