import { expect, it } from 'vitest'
import { outcomeSentence, outcomesOf } from '@/components/queue/bulk-outcome'
import { partWords } from '@/components/queue/part-words'
import { chipsOf, scoreWords } from '@/components/queue/queue-chips'
import { wholeQueue } from '@/components/queue/queue-filter'
import {
  ageWords,
  doubtWords,
  dueOf,
  elsewhereWords,
  holderWords,
  longWaiting,
  nextEnd,
  seenWords,
  waitingOf,
} from '@/components/queue/row-words'

const noAges = { hour: 0, fourHours: 0, day: 0, week: 0, older: 0 }
const noStates = { analysing: 0, waiting: 0, claimed: 0, decided: 0, closed: 0, failed: 0 }
const now = new Date('2026-11-23T08:00:00Z')
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000)

it('says how often the same bytes were here, and how much there is to doubt', () => {
  expect([0, 1, 9, 10].map(seenWords)).toEqual([
    null,
    'Seen in one other case',
    'Seen in 9 other cases',
    'Seen in 10 or more other cases',
  ])
  expect([0, 1, 3].map(doubtWords)).toEqual([null, '1 reason to doubt', '3 reasons to doubt'])
})

it('says who has a case and for how long', () => {
  const held = { state: 'claimed' as const, claimedBy: 'Max', claimedByMe: false, claimedUntil: after(200) }
  expect(holderWords(held, now)).toBe('with Max, 3:20 left')
  expect(holderWords({ ...held, claimedByMe: true }, now)).toBe('with you, 3:20 left')
  expect(holderWords(held, after(200))).toBe('with Max, claim run out')
  expect(holderWords({ ...held, claimedBy: null, claimedUntil: null }, now)).toBe('with someone')
  expect(holderWords({ ...held, state: 'waiting' }, now)).toBeNull()
})

it('says by when a case should be decided: a day after it was handed in', () => {
  const kept = { state: 'waiting' as const, zeroRetention: false, queuedAt: after(-3600) }
  expect(dueOf(kept, now)).toEqual({ says: 'Due in 23 h', pressing: false })
  expect(dueOf({ ...kept, state: 'claimed' }, after(82_800 - 4 * 3600))).toEqual({ says: 'Due in 4 h', pressing: true })
  expect(dueOf(kept, after(82_800))).toEqual({ says: 'Overdue by under a minute', pressing: true })
  expect(dueOf(kept, after(82_800 + 7200))).toEqual({ says: 'Overdue by 2 h', pressing: true })
  expect(dueOf({ ...kept, zeroRetention: true }, now)).toBeNull()
  expect(dueOf({ ...kept, state: 'decided' }, now)).toBeNull()
})

it('looks again when the first claim that has not ended is over', () => {
  expect(nextEnd([{ claimedUntil: after(90) }, { claimedUntil: null }, { claimedUntil: after(30) }], now)).toBe(30_000)
  expect(nextEnd([{ claimedUntil: after(-5) }, { claimedUntil: now }, { claimedUntil: null }], now)).toBeNull()
})

it('sums up how long cases wait, of one queue or all', () => {
  const counts = [
    { queueId: 'a', states: noStates, zeroRetention: 0, overdue: 0, waiting: { ...noAges, hour: 2, week: 1 } },
    { queueId: 'b', states: noStates, zeroRetention: 0, overdue: 0, waiting: { ...noAges, hour: 1, older: 4 } },
  ]
  expect(ageWords(waitingOf(counts, null)).map(({ n, name }) => `${n} ${name}`)).toEqual([
    '3 under an hour',
    '1 1 to 7 days',
    '4 over 7 days',
  ])
  expect(longWaiting(waitingOf(counts, null))).toBe(5)
  expect(waitingOf(counts, 'a')).toEqual({ ...noAges, hour: 2, week: 1 })
  expect(ageWords(waitingOf(counts, 'c'))).toEqual([])
})

it('says what became of many, refusals first, each with its reason', () => {
  const cases = [
    { id: 'a', number: 1 },
    { id: 'b', number: 2 },
    { id: 'c', number: 3 },
  ]
  const outcomes = outcomesOf(cases, [
    { caseId: 'a', ok: true },
    { caseId: 'b', ok: false, code: 'conflict', message: 'Someone else is working on case 2.' },
    { caseId: 'x', ok: true },
  ])
  expect(outcomes).toEqual([
    { caseId: 'b', number: 2, refused: 'Someone else is working on case 2.' },
    { caseId: 'a', number: 1, refused: null },
  ])
  expect(outcomeSentence(outcomes, 'decided')).toBe('1 case decided, 1 not.')
  expect(outcomeSentence(outcomes.slice(1), 'taken')).toBe('1 case taken.')
  expect(outcomeSentence(outcomes.slice(0, 1), 'taken')).toBe('The case was not taken.')
  const none = [1, 2].map((number) => ({ caseId: `${number}`, number, refused: 'No.' }))
  expect(outcomeSentence(none, 'moved')).toBe('None of 2 cases was moved.')
})

it('says what narrows the queue, and each choice takes itself away', () => {
  const policies = [{ policyId: 'p', name: 'Strict' }]
  expect(chipsOf(wholeQueue, policies)).toEqual([])
  expect([scoreWords(20, 70), scoreWords(70, null), scoreWords(null, 20), scoreWords(null, null)]).toEqual([
    'Score 20% to 70%',
    'Score 70% or more',
    'Score 20% or less',
    null,
  ])
  const narrowed = {
    ...wholeQueue,
    ...({ source: 'api', labels: ['Fake', 'Real'], minScore: 70, zeroRetention: true, language: 'de' } as const),
    ...{ policyId: 'p', olderThan: 1440, youngerThan: 10_080 },
    ...{ labels: ['Fake' as const, 'Real' as const], mine: true, escalated: false, hideSkipped: true },
  }
  const chips = chipsOf(narrowed, policies)
  expect(chips.map(({ label }) => label)).toEqual([
    ...['From: API', 'Fake', 'Real', 'Score 70% or more', 'Zero retention', 'Language: de'],
    ...['Judged by “Strict”', 'Waiting: 1 to 7 days', 'Mine', 'Not escalated'],
    'Without those I skipped',
  ])
  expect(chips[1]?.change).toEqual({ labels: ['Real'] })
  const cleared = Object.assign({ ...narrowed }, ...chips.map(({ change }) => change))
  expect(chipsOf({ ...cleared, labels: [] }, policies)).toEqual([])
  const [gone] = chipsOf({ ...wholeQueue, policyId: 'p' }, [])
  expect(gone?.label).toBe('Judged by a policy that is not in use')
})

it('says in one sentence what a view keeps', () => {
  expect(partWords(wholeQueue, null, [])).toBe('“Open” in all queues.')
  expect(partWords({ ...wholeQueue, tab: 'decided', mediaType: 'video', search: 'cat' }, 'Harm', [])).toBe(
    '“Done” in “Harm”: Video only; found by “cat”, the newest first.',
  )
})

it('what came in on other pages is told in its number', () => {
  expect(elsewhereWords(1)).toBe('1 more has come in')
  expect(elsewhereWords(12)).toBe('12 more have come in')
})
