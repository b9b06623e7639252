import crypto from 'node:crypto'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { deriveStatement } from '@/lib/evidence/derive-statement'
import type { OpenedEntry } from '@/lib/evidence/opened-entry'
import { Statement, statementFields } from '@/lib/evidence/statement-schema'

const teamId = crypto.randomUUID()
const caseId = crypto.randomUUID()
const decisionId = crypto.randomUUID()
const member = { actorKind: 'member', actorId: crypto.randomUUID() } as const
const key = { actorKind: 'api-key', actorId: crypto.randomUUID() } as const
const worker = { actorKind: 'worker', actorId: null } as const

function entry(type: OpenedEntry['type'], by: Pick<OpenedEntry, 'actorKind' | 'actorId'>, facts: object, day = '23') {
  return {
    uid: crypto.randomUUID(),
    type,
    at: new Date(`2026-11-${day}T23:30:00.000Z`),
    ...by,
    facts: { caseId, ...facts },
  }
}

const opened = (by: typeof member | typeof key = member, mediaType: string | null = 'image') =>
  entry('case.opened', by, { number: 7, source: by === key ? 'api' : 'upload', mediaType }, '20')
const completed = () =>
  entry('detection.completed', worker, { detectionId: crypto.randomUUID(), label: 'Likely fake', score: 0.9312 }, '21')
const decided = (facts: object = {}) =>
  entry('case.decided', member, {
    decisionId,
    finding: 'synthetic',
    reason: 'The hands have seven fingers.',
    label: 'Likely fake',
    score: 0.9312,
    ...facts,
  })

const derive = (...entries: OpenedEntry[]) => deriveStatement(teamId, entries, decisionId)

test('every field of the database is there, in its order, and each is derived or listed as open', () => {
  const made = derive(opened(), completed(), decided())
  expect(Object.keys(made.statement)).toEqual(statementFields)
  for (const field of statementFields) {
    const isDerived = made.derived.some((one) => one.field === field)
    const isOpen = made.to_complete.some((one) => one.field === field)
    expect([field, isDerived, isOpen]).toEqual([field, made.statement[field] !== null, made.statement[field] === null])
  }
})

test('what a person decided after an analysis', () => {
  const [first, analysis, last] = [opened(), completed(), decided()]
  const { statement, derived, docket } = derive(first, analysis, last)
  expect(statement).toMatchObject({
    content_type: ['CONTENT_TYPE_IMAGE', 'CONTENT_TYPE_SYNTHETIC_MEDIA'],
    application_date: '2026-11-23',
    automated_detection: 'No',
    automated_decision: 'AUTOMATED_DECISION_PARTIALLY',
    puid: `docket-${decisionId}`,
    decision_visibility: null,
    decision_ground: null,
    source_type: null,
    category: null,
  })
  expect(statement.decision_facts).toContain('The hands have seven fingers.')
  expect(statement.decision_facts).toContain('“Likely fake”, score 0.93 of 1')
  expect(derived.find(({ field }) => field === 'automated_decision')?.events).toEqual([analysis.uid, last.uid])
  expect(docket).toMatchObject({ case_number: 7, finding: 'synthetic', stands: true, taken_back_at: null })
  expect(docket.decided_by).toMatch(/^Reviewer [0-9a-f]{6}$/)
})

test('each point of Article 17(3) is there, with whether the platform still has to answer it', () => {
  const { article_17 } = derive(opened(), completed(), decided())
  expect(article_17.map(({ point, open }) => [point, open])).toEqual([
    ['a', true],
    ['b', true],
    ['c', false],
    ['d', true],
    ['e', true],
    ['f', true],
  ])
  expect(article_17.at(-1)?.asks).toMatch(/contested.*complaints, out-of-court dispute settlement, the courts/)
  const unknown = derive(opened(key), decided()).article_17
  expect(unknown.find(({ point }) => point === 'c')?.open).toBe(true)
})

test('only what had ended before the decision counts as automated', () => {
  const { statement, docket } = derive(opened(), decided(), completed())
  expect(statement.automated_decision).toBe('AUTOMATED_DECISION_NOT_AUTOMATED')
  expect(docket.analyses).toEqual([])
})

test('what a program handed in was picked out automatically once it was analysed, and is open before', () => {
  expect(derive(opened(key), completed(), decided()).statement.automated_detection).toBe('Yes')
  const unknown = derive(opened(key), decided())
  expect(unknown.statement.automated_detection).toBeNull()
  expect(unknown.to_complete.find(({ field }) => field === 'automated_detection')?.required).toBe('yes')
})

test('the kind of media comes from the bytes of a URL too, and synthetic only from that finding', () => {
  const fetched = entry('case.media_fetched', worker, { mediaType: 'video' })
  const { statement, derived } = derive(opened(member, null), fetched, decided({ finding: 'cheap_edit' }))
  expect(statement.content_type).toEqual(['CONTENT_TYPE_VIDEO'])
  expect(derived.find(({ field }) => field === 'content_type')?.events).toEqual([fetched.uid])
  expect(derive(opened(member, null), decided()).statement.content_type).toBeNull()
})

test('a decision that was taken back says so', () => {
  const undone = entry('case.decision_undone', member, { decisionId }, '24')
  const other = entry('case.decision_undone', member, { decisionId: crypto.randomUUID() }, '24')
  expect(derive(opened(), decided(), undone).docket).toMatchObject({
    stands: false,
    taken_back_at: '2026-11-24T23:30:00.000Z',
  })
  expect(derive(opened(), decided(), other).docket.stands).toBe(true)
})

test('a decision that a second look or an appeal replaced says which stands instead', () => {
  const second = crypto.randomUUID()
  const again = decided({ decisionId: second, finding: 'authentic', kind: 'second' })
  const back = entry('case.decision_undone', member, { decisionId: second }, '24')
  expect(derive(opened(), decided(), again).docket).toMatchObject({ stands: false, replaced_by: second })
  expect(derive(opened(), decided(), again, back).docket).toMatchObject({ stands: true, replaced_by: null })
  expect(deriveStatement(teamId, [opened(), decided(), again], second).docket).toMatchObject({ stands: true })
})

test('a decision that somebody else has to look at first does not stand yet', () => {
  const [reviewId, second] = [crypto.randomUUID(), crypto.randomUUID()]
  const asked = (kind: string) => entry('review.asked', member, { reviewId, decisionId, kind, reason: '' })
  const waits = { stands: false, replaced_by: null, awaits_second_look: true }
  expect(derive(opened(), decided(), asked('second_review')).docket).toMatchObject(waits)
  // An appeal leaves it standing until it is answered.
  expect(derive(opened(), decided(), asked('appeal')).docket).toMatchObject({ stands: true, awaits_second_look: false })
  const withdrawn = entry('review.withdrawn', member, { reviewId })
  expect(derive(opened(), decided(), asked('second_review'), withdrawn).docket.stands).toBe(true)
  const answered = [
    asked('second_review'),
    decided({ decisionId: second, kind: 'second' }),
    entry('review.answered', member, { reviewId, outcome: 'upheld', newDecisionId: second }),
  ]
  const back = entry('case.decision_undone', member, { decisionId: second })
  expect(derive(opened(), decided(), ...answered).docket).toMatchObject({ stands: false, replaced_by: second })
  expect(derive(opened(), decided(), ...answered, back).docket).toMatchObject(waits)
})

test('an erased reason leaves the facts to be written anew', () => {
  const { statement, to_complete } = derive(opened(), decided({ reason: { erased: true } }))
  expect(statement.decision_facts).toBeNull()
  expect(to_complete.find(({ field }) => field === 'decision_facts')?.says).toContain('erased')
})

test('the longest reason stays within what the database takes', () => {
  const reason = 'x'.repeat(5000)
  expect(derive(opened(), decided({ reason })).statement.decision_facts).toBe(reason)
})

test('it is refused when a field is invented, and its form can be given out as JSON Schema', () => {
  const made = derive(opened(), decided())
  expect(Statement.safeParse({ ...made, statement: { ...made.statement, guilty: true } }).success).toBe(false)
  expect(
    Statement.safeParse({ ...made, statement: { ...made.statement, automated_decision: 'AUTOMATED_DECISION_FULLY' } })
      .success,
  ).toBe(false)
  const schema = z.toJSONSchema(Statement) as unknown as { properties: { statement: { required: string[] } } }
  expect(schema.properties.statement.required.sort()).toEqual([...statementFields].sort())
})

test('without the decision there is nothing to state', () => {
  expect(() => derive(opened(), completed())).toThrow(/entries of its case/)
})
