import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { ClaimLease } from '@/components/case/claim-lease'
import { beatAfter, idleMs, isRunningOut } from '@/components/case/lease-beat'
import { SkipDialog } from '@/components/case/skip-dialog'
import { wordsOf } from '../../support/case-page'

const router = { push() {}, replace() {}, refresh() {}, back() {}, forward() {}, prefetch() {} }
const routed = { ...router } as unknown as NonNullable<Parameters<typeof AppRouterContext.Provider>[0]['value']>
const now = new Date('2026-11-23T08:00:00Z')

describe('the heartbeat', () => {
  it('comes every third of what is left, also of the shortest lease in time', () => {
    expect(beatAfter(300_000)).toBe(100_000)
    expect(beatAfter(30_000)).toBe(10_000)
    expect(beatAfter(3600_000)).toBe(1200_000)
  })
  it('is never in a hurry, and at once where the end is near', () => {
    expect([9000, 100, 0, -5000].map(beatAfter)).toEqual([3000, 3000, 3000, 3000])
  })
  it('warns in the last half minute', () => {
    expect([30_001, 30_000, 0, -1].map(isRunningOut)).toEqual([false, true, true, true])
  })
  it('stops where nobody is there for a quarter of an hour', () => {
    expect(idleMs).toBe(900_000)
  })
})

const leaseOf = (change: object) =>
  renderToStaticMarkup(
    createElement(
      AppRouterContext.Provider,
      { value: routed },
      createElement(ClaimLease, {
        ...{ caseId: 'a', mine: false, holder: null, until: null, now },
        claim: async () => ({ ok: true as const, data: null }),
        extend: async () => ({ ok: true as const, data: { claimedUntil: now } }),
        ...change,
      }),
    ),
  )

describe('a claim', () => {
  const until = new Date('2026-11-23T08:04:59Z')
  it('of one’s own counts down', () => {
    expect(wordsOf(leaseOf({ mine: true, until }))).toMatch(/You have this case 4:59 left/)
  })
  it('of somebody else says whose it is and until when', () => {
    expect(wordsOf(leaseOf({ holder: 'Max', until }))).toMatch(/With Max 4:59 left/)
    expect(wordsOf(leaseOf({ holder: 'Max', until: now }))).toMatch(/With Max run out/)
  })
  it('says nothing where nobody has the case, and is ready to say that it was lost', () => {
    const html = leaseOf({})
    expect(wordsOf(html).trim()).toBe('')
    expect(html).toContain('role="status"')
  })
})

it('skipping is offered with its key', () => {
  const html = renderToStaticMarkup(
    createElement(
      AppRouterContext.Provider,
      { value: routed },
      createElement(SkipDialog, {
        ...{ caseId: 'a', number: 1, search: '' },
        skip: async () => ({ ok: true as const, data: { next: null } }),
      }),
    ),
  )
  expect(wordsOf(html)).toMatch(/Skip/)
  expect(html).toContain('aria-keyshortcuts="s"')
})
