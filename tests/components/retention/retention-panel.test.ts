import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { RetentionActions } from '@/components/retention/case-acts'
import { RetentionPanel } from '@/components/retention/retention-panel'
import { dueAt } from '@/lib/retention/due-at'
import type { CaseRetention } from '@/lib/retention/read-case-retention'

const now = new Date('2026-11-24T05:00:00Z')
const detail: CaseRetention = {
  ...{ caseId: 'c', retention: 'due', zeroRetention: true, reason: 'zero_retention', purgedAt: null, receipt: null },
  ...{ steps: [], proven: 0, required: 0, survives: [], held: null, request: null, seenBefore: [] },
  dueAt: new Date('2026-11-25T05:00:00Z'),
}

test('media that is due says how long after a decision it goes, as the deadline reckons', () => {
  const retention = { detail, offered: [], mayAnswer: false, receiptHref: null, actions: {} as RetentionActions }
  const panel = renderToStaticMarkup(createElement(RetentionPanel, { retention, number: 1, memberId: 'm', now }))
  expect(panel).toContain('Once it is decided, it goes 10 minutes later, if that is sooner.')
  const decided = { state: 'decided', purgeReason: 'zero_retention', decidedAt: now, withdrawnAt: null } as const
  expect(dueAt({ ...decided, purgeAfter: detail.dueAt })).toEqual(new Date('2026-11-24T05:10:00Z'))
})
