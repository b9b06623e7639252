import { expect, test } from 'vitest'
import { faultsAfter, givenOf, missingIn, policyOfDraft, refusedFields } from '@/components/case/decision-given'
import { blockedWords, panelTitle } from '@/components/case/decision-state'
import { madeWords } from '@/components/case/decision-toast'
import { type Draft, draftOf, keepDraft, keepSent, restoreSent } from '@/components/case/drafts'
import type { PolicyInForce } from '@/lib/policies/policy-in-force'
import { rules } from '../../support/judging'

const policy = (policyId: string, change = {}): PolicyInForce => ({
  ...{ policyId, name: `Policy ${policyId}`, version: 3, words: 'What misleads goes.', rules: rules(change) },
})
const harm = policy('harm', { reasonLength: 20, exhibitRequired: true })
const calm = policy('calm', { actions: [{ code: 'label', label: 'Label it' }] })
const team = { inForce: calm, choices: [calm, harm] }
const free = { ...team, inForce: null }
const grounds = { policy: team, labels: ['A', 'B'], hasTracks: true }
const draft = (change: Partial<Draft> = {}): Draft => ({ ...draftOf('none'), ...change })

test('nothing is chosen for anybody', () => {
  expect(draftOf('new')).toEqual({
    ...{ finding: null, reason: '', tracks: {}, policyId: undefined, action: null },
    ...{ confidence: null, exhibits: [], secondReview: false },
  })
  expect(givenOf(draft(), grounds)).toBeNull()
  expect(Object.keys(missingIn(draft(), grounds))).toEqual(['finding', 'reason'])
})

test('what was entered is kept until it was sent', () => {
  keepDraft('a', draft({ reason: 'Half a sen' }))
  expect(draftOf('a').reason).toBe('Half a sen')
  keepDraft('a', null)
  expect(draftOf('a').reason).toBe('')
})

test('the reason is there again once a decision was taken back, never a choice, and never over what was entered since', () => {
  keepSent('d1', 'b', draft({ finding: 'manipulated', reason: 'The boat was pasted in.' }))
  expect(draftOf('b').reason).toBe('')
  restoreSent('d1')
  expect(draftOf('b')).toEqual(draft({ reason: 'The boat was pasted in.' }))
  keepDraft('b', draft({ reason: 'Something newer' }))
  restoreSent('d1')
  keepSent('d2', 'b', draft({ reason: 'Older' }))
  restoreSent('d2')
  expect(draftOf('b').reason).toBe('Something newer')
  restoreSent('sent from another tab')
})

test('what is being mended is no longer said to be wrong', () => {
  const faults = { finding: 'Choose a finding.', reason: 'Say why.' }
  expect(faultsAfter(faults, { finding: 'synthetic' })).toEqual({ reason: 'Say why.' })
  expect(faultsAfter(faults, { reason: 'B' })).toEqual({ finding: 'Choose a finding.' })
  expect(faultsAfter(faults, { secondReview: true })).toBe(faults)
})

test('the policy in force counts, and only where there is none what was chosen', () => {
  expect(policyOfDraft(draft(), team)).toBe(calm)
  expect(policyOfDraft(draft({ policyId: 'harm' }), team)).toBe(calm)
  expect(policyOfDraft(draft({ policyId: 'harm' }), free)).toBe(harm)
  expect(policyOfDraft(draft({ policyId: 'archived meanwhile' }), free)).toBeNull()
  expect(policyOfDraft(draft({ policyId: null }), free)).toBeNull()
  expect(policyOfDraft(draft(), free)).toBeNull()
})

test('what is sent is what is shown: the version, and nothing that the case or the policy has no more', () => {
  const entered = draft({ finding: 'cheap_edit', reason: ' Recut. ', action: 'label', exhibits: ['A', 'C'] })
  expect(givenOf({ ...entered, tracks: { sound: 'authentic' }, confidence: 'low' }, grounds)).toEqual({
    ...{ finding: 'cheap_edit', reason: 'Recut.', tracks: { sound: 'authentic' }, policyId: 'calm', policyVersion: 3 },
    ...{ action: 'label', confidence: 'low', exhibits: ['A'], secondReview: false },
  })
  const other = givenOf({ ...entered, policyId: 'harm' }, { ...grounds, policy: free, hasTracks: false })
  expect(other).toMatchObject({ policyId: 'harm', action: null, tracks: {} })
  const none = givenOf(entered, { ...grounds, policy: { inForce: null, choices: [] } })
  expect(none).toMatchObject({ policyId: null, action: null })
  expect(none).not.toHaveProperty('policyVersion')
})

test('what the policy asks for is missed beforehand', () => {
  const short = draft({ finding: 'synthetic', reason: 'x'.repeat(19), policyId: 'harm', exhibits: ['Z'] })
  const strict = { ...grounds, policy: free }
  expect(missingIn(short, strict)).toEqual({
    reason: 'The policy asks for 20 characters at least; these are 19.',
    exhibits: expect.stringContaining('asks for one'),
  })
  expect(missingIn({ ...short, reason: 'x'.repeat(20), exhibits: ['B'] }, strict)).toEqual({})
})

test('the server’s refusals stand at their fields, as sentences', () => {
  expect(refusedFields({ reason: ['say why'], exhibits: ['not pinned on this case: C'], other: ['no'] })).toEqual({
    ...{ reason: 'Say why.', exhibits: 'Not pinned on this case: C.' },
  })
  expect(refusedFields(undefined)).toEqual({})
  // Said as a whole: the form shows another policy, or no field for one.
  expect(refusedFields({ policyId: ['cannot be chosen here: this case is judged by “Harm”'] })).toEqual({})
})

test('what came of a decision, in words', () => {
  const made = { review: null, next: 4, why: null }
  expect(madeWords(made, true)).toBe('You can take it back until it is final.')
  expect(madeWords({ ...made, review: 'asked', next: null, why: 'nothing_left' }, true)).toBe(
    'Somebody else has to look before it counts. No other case waits for you.',
  )
  for (const why of ['too_far', null] as const) {
    expect(madeWords({ ...made, next: null, why }, true)).not.toContain('No other case waits')
  }
  expect(madeWords({ ...made, next: null, why: 'budget' }, true)).toMatch(/as much media today/)
  expect(madeWords({ ...made, review: 'overruled', next: null }, false)).not.toMatch(/No other case/)
})

const now = new Date('2026-01-01T12:00:00Z')
const may = {
  ...{ decide: false, whyNot: null, escalate: false, return: false, askReview: false, appeal: false },
  ...{ move: false, waive: false, close: false },
}
const blocked = (change: { until?: Date | null; whyNot?: string | null; reviewWhyNot?: string; by?: string }) =>
  blockedWords({
    found: { state: 'claimed', claimedBy: change.by ?? 'other', claimedUntil: change.until ?? null },
    claimedByName: 'Ada',
    memberId: 'me',
    rail: {
      may: { ...may, note: true, pin: true, whyNot: change.whyNot ?? null },
      review: change.reviewWhyNot ? ({ whyNot: change.reviewWhyNot } as never) : null,
    },
    now,
  })

test('why somebody cannot decide is said once', () => {
  expect(blocked({})?.title).toBe('Ada is working on this case')
  expect(blocked({ until: new Date(now.getTime() + 1) })?.title).toBe('Ada is working on this case')
  expect(blocked({ until: now, whyNot: 'It was escalated.' })?.says).toBe('It was escalated.')
  expect(blocked({ by: 'me', whyNot: 'You decided it.', reviewWhyNot: 'You decided it.' })).toBeNull()
  expect(blocked({ by: 'me' })).toBeNull()
})

test('what the panel is for', () => {
  const title = (open: boolean, withheld = false, review: Parameters<typeof panelTitle>[0]['review'] = null) =>
    panelTitle({ open, withheld, review })
  expect([title(false), title(true), title(true, true)]).toEqual(['Decision', 'Your decision', 'Your first impression'])
  expect(title(true, false, { kind: 'second_review', whyNot: null })).toBe('Your second look')
  expect(title(true, false, { kind: 'appeal', whyNot: null })).toBe('Your answer to the appeal')
  expect(title(true, false, { kind: 'appeal', whyNot: 'No.' })).toBe('Decision')
})
